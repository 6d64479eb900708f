#pragma once
#include <dlfcn.h>
#include <qrencode.h>

// The library is loaded with the first code that is drawn: most sessions draw none.
static inline void *keyway_qr_library(void) { return dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL); }

// The QR code of a text, with error correction level M; null where the library is missing or the text is too long.
static inline QRcode *keyway_qr_encode(const char *text) {
    void *library = keyway_qr_library();
    if (!library) return 0;
    __typeof__(&QRcode_encodeString8bit) encode = (__typeof__(encode))dlsym(library, "QRcode_encodeString8bit");
    return encode ? encode(text, 0, QR_ECLEVEL_M) : 0;
}

static inline void keyway_qr_free(QRcode *code) {
    void *library = keyway_qr_library();
    __typeof__(&QRcode_free) release = library ? (__typeof__(release))dlsym(library, "QRcode_free") : 0;
    if (release) release(code);
}
