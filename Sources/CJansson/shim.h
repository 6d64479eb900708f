// Jansson, with a function for each macro that Swift cannot import.
#pragma once
#include <jansson.h>

static inline json_type keyway_json_typeof(const json_t *json) { return json_typeof(json); }
static inline int keyway_json_is_true(const json_t *json) { return json_is_true(json); }
static inline json_t *keyway_json_incref(json_t *json) { return json_incref(json); }
static inline void keyway_json_decref(json_t *json) { json_decref(json); }
static inline enum json_error_code keyway_json_error_code(const json_error_t *error) { return json_error_code(error); }
