#pragma once
#include <curl/curl.h>
#include <dlfcn.h>

// The library is loaded with the first request: it brings some thirty others with it, and a start that sends nothing
// need not pay for them. Every call of it goes through here.

// The handle, or null where it is not installed.
static inline void *keyway_curl_library(void) {
    static void *library;
    void *found = __atomic_load_n(&library, __ATOMIC_ACQUIRE);
    if (!found) {
        found = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
        __atomic_store_n(&library, found, __ATOMIC_RELEASE);
    }
    return found;
}

// The function of that name, looked up once.
#define KEYWAY_CURL(name) \
    ({ \
        static void *keyway_function; \
        void *found = __atomic_load_n(&keyway_function, __ATOMIC_ACQUIRE); \
        if (!found) { \
            found = dlsym(keyway_curl_library(), #name); \
            __atomic_store_n(&keyway_function, found, __ATOMIC_RELEASE); \
        } \
        (__typeof__(&name))found; \
    })

static inline CURLcode keyway_global_init(void) {
    return keyway_curl_library() ? KEYWAY_CURL(curl_global_init)(CURL_GLOBAL_ALL) : CURLE_FAILED_INIT;
}

static inline CURL *keyway_easy_init(void) { return KEYWAY_CURL(curl_easy_init)(); }
static inline void keyway_easy_cleanup(CURL *easy) { KEYWAY_CURL(curl_easy_cleanup)(easy); }
static inline void keyway_easy_reset(CURL *easy) { KEYWAY_CURL(curl_easy_reset)(easy); }
static inline const char *keyway_easy_strerror(CURLcode code) { return KEYWAY_CURL(curl_easy_strerror)(code); }
static inline CURLM *keyway_multi_init(void) { return KEYWAY_CURL(curl_multi_init)(); }
static inline CURLMcode keyway_multi_cleanup(CURLM *multi) { return KEYWAY_CURL(curl_multi_cleanup)(multi); }
static inline CURLMcode keyway_multi_wakeup(CURLM *multi) { return KEYWAY_CURL(curl_multi_wakeup)(multi); }

static inline CURLMcode keyway_multi_add_handle(CURLM *multi, CURL *easy) {
    return KEYWAY_CURL(curl_multi_add_handle)(multi, easy);
}

static inline CURLMcode keyway_multi_remove_handle(CURLM *multi, CURL *easy) {
    return KEYWAY_CURL(curl_multi_remove_handle)(multi, easy);
}

static inline CURLMcode keyway_multi_perform(CURLM *multi, int *running) {
    return KEYWAY_CURL(curl_multi_perform)(multi, running);
}

static inline CURLMcode keyway_multi_poll(
    CURLM *multi, struct curl_waitfd *others, unsigned int count, int milliseconds, int *ready) {
    return KEYWAY_CURL(curl_multi_poll)(multi, others, count, milliseconds, ready);
}

static inline CURLMsg *keyway_multi_info_read(CURLM *multi, int *left) {
    return KEYWAY_CURL(curl_multi_info_read)(multi, left);
}

static inline struct curl_slist *keyway_slist_append(struct curl_slist *list, const char *text) {
    return KEYWAY_CURL(curl_slist_append)(list, text);
}

static inline void keyway_slist_free_all(struct curl_slist *list) { KEYWAY_CURL(curl_slist_free_all)(list); }

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call: one wrapper for
// each type of argument.

typedef size_t (*keyway_data_callback)(char *data, size_t size, size_t count, void *context);
typedef int (*keyway_debug_callback)(CURL *easy, curl_infotype type, char *data, size_t size, void *context);
typedef int (*keyway_prereq_callback)(void *context, char *peer, char *local, int peer_port, int local_port);

static inline CURLcode keyway_set_long(CURL *easy, CURLoption option, long value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_string(CURL *easy, CURLoption option, const char *value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_bytes(CURL *easy, CURLoption option, const void *value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_pointer(CURL *easy, CURLoption option, void *value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, value);
}

static inline CURLcode keyway_set_data_callback(CURL *easy, CURLoption option, keyway_data_callback callback) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, option, callback);
}

static inline CURLcode keyway_set_debug_callback(CURL *easy, keyway_debug_callback callback) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, CURLOPT_DEBUGFUNCTION, callback);
}

static inline CURLcode keyway_set_prereq_callback(CURL *easy, keyway_prereq_callback callback) {
    return KEYWAY_CURL(curl_easy_setopt)(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode keyway_get_long(CURL *easy, CURLINFO info, long *value) {
    return KEYWAY_CURL(curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode keyway_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return KEYWAY_CURL(curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode keyway_get_string(CURL *easy, CURLINFO info, const char **value) {
    return KEYWAY_CURL(curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode keyway_get_certificates(CURL *easy, struct curl_certinfo **value) {
    return KEYWAY_CURL(curl_easy_getinfo)(easy, CURLINFO_CERTINFO, value);
}

static inline CURLMcode keyway_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return KEYWAY_CURL(curl_multi_setopt)(multi, option, value);
}
