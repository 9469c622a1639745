// SPDX-License-Identifier: GPL-2.0
#define CONFIG { .name = "odd", .mode = 9 }
#include "base.h"
