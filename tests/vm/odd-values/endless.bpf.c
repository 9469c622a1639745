// SPDX-License-Identifier: GPL-2.0
#define NAMES { "abc", { 97, 98, 99, 100 } }
#include "base.h"
