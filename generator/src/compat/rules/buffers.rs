//! Buffers: pointers whose length is in another argument.

use super::{Level, Rule, Verdict, rules};

rules! { BUFFERS:
    BUFFER_LENGTH "CO90" "the length of a buffer is in another argument, or in none"
        old Silent if "if it reads the buffer" new Silent if "if it reads the buffer"
        why "which argument is the length was compiled into the program: to the kernel both are numbers, and BTF has no word for it"
        advice "give the op a new name"
        cases "compat";
}
