// SPDX-License-Identifier: GPL-2.0
#include "../test_2_only.h"
