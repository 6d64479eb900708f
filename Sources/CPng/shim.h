// libpng's simplified API, which needs no setjmp.
#pragma once
#include <png.h>
