// SPDX-License-Identifier: GPL-2.0
#define CONFIG { .name = { 97, 97, 97, 97, 97, 97, 97, 97 }, .mode = ODD_MODE_LOOP }
#include "base.h"
