/* What jansson itself takes: reads a file, parses it and frees the value. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file || fseek(file, 0, SEEK_END)) return 2;
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size);
    if (!text || fread(text, 1, size, file) != size) return 2;
    json_error_t error;
    json_t *value = json_loadb(text, size, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!value) return 1;
    json_decref(value);
    return 0;
}
