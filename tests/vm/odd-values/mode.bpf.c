// SPDX-License-Identifier: GPL-2.0
#define MODES { { ODD_MODE_LOOP, ODD_MODE_SHUFFLE }, { 77, ODD_MODE_LOOP } }
#include "base.h"
