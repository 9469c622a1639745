//! Instances: how they are attached, and when their ops run.

use super::{Level, Rule, Verdict, rules};

rules! { INSTANCES:
    LINK_REQUIRED "CO72" "an instance must be held by a link from now on"
        old Attach if "if it is in plain `.struct_ops`" new Works
        why "`reg` of the type gets no link and answers EOPNOTSUPP (`bpf_struct_ops_map_update_elem`)"
        advice "keep `links = \"optional\"`; programs move to `.struct_ops.link`"
        cases "compat-instances";
    LINK_OPTIONAL "CO73" "an instance need not be held by a link any more"
        old Works new Attach if "if it is in plain `.struct_ops`"
        why "`reg` of the old type gets no link and answers EOPNOTSUPP (`bpf_struct_ops_map_update_elem`)"
        advice "programs for both versions stay in `.struct_ops.link`"
        cases "compat-instances";
    INSTANCES_ONE "CO74" "there may be one instance only from now on"
        old Attach if "if another one is attached" new Works
        why "`reg` of the type answers EEXIST, or EBUSY, to the second"
        advice "add a type of one instance under another name"
        cases "compat-instances";
    INSTANCES_MANY "CO75" "there may be several instances from now on"
        old Works new Attach if "if another one is attached"
        why "`reg` of the old type answers EEXIST, or EBUSY, to the second"
        advice "loaders for both versions attach one"
        cases "compat-instances";
    KEY_ADDED "CO76" "instances are told apart by the data member from now on"
        old Attach if "if another one has the same value, or a text is no word" new Works
        why "`reg` of the type answers EEXIST to a value that is taken, and `init_member` EINVAL to a text that is no word"
        advice "keep the list without a key, or give each instance a value of its own"
        cases "compat-instances";
    KEY_REMOVED "CO77" "instances are not told apart by the data member any more"
        old Works new Attach if "if another one has the same value, or a text is no word"
        why "`reg` of the old type answers EEXIST to a value that is taken, and `init_member` EINVAL to a text that is no word"
        advice "programs for both versions give each instance a value of its own"
        cases "compat-instances";
    UPDATE_TAKEN "CO78" "a live instance may not be replaced any more"
        old Attach if "if it is to take the place of another one" new Works
        why "the type has no `update`, and `bpf_struct_ops_map_link_update` answers EOPNOTSUPP"
        advice "loaders detach the one before they attach the other"
        cases "compat-instances";
    UPDATE_GIVEN "CO79" "a live instance may be replaced from now on"
        old Works new Attach if "if it is to take the place of another one"
        why "the old type has no `update`, and `bpf_struct_ops_map_link_update` answers EOPNOTSUPP"
        advice "loaders for both versions detach the one before they attach the other"
        cases "compat-instances";
    HELPERS_TAKEN "CO80" "programs may call no helpers any more"
        old Load if "if it calls one" new Works
        why "`get_func_proto` of the type gives none, and `check_helper_call` of the verifier refuses the call: EINVAL"
        advice "keep `helpers = \"base\"`"
        cases "compat-instances";
    HELPERS_GIVEN "CO81" "programs may call helpers from now on"
        old Works new Load if "if it calls one"
        why "`get_func_proto` of the old type gives none, and `check_helper_call` of the verifier refuses the call: EINVAL"
        advice "programs for both versions call none"
        cases "compat-instances";
    ONE_OF_ADDED "CO82" "an instance must implement one of several ops from now on"
        old Attach if "unless it implements one" new Works
        why "`validate` of the type runs when the instance is attached (`bpf_struct_ops_map_update_elem`), and answers ENODATA"
        advice "do without them: each has a fallback"
        cases "compat-instances";
    ONE_OF_REMOVED "CO83" "an instance need not implement one of several ops any more"
        old Works new Attach if "unless it implements one"
        why "`validate` of the old type answers ENODATA (`bpf_struct_ops_map_update_elem`)"
        advice "programs for both versions implement one"
        cases "compat-instances";
    FALLBACK "CO84" "the op gives something else where no program implements it"
        old Silent if "if it leaves the op out" new Silent if "if it leaves the op out"
        why "the call function of the type gives its own value where the member is NULL; the program does not say which"
        advice "keep the value; programs for both versions implement the op"
        cases "compat-instances";
    OCCASION "CO85" "the op runs on another occasion"
        old Silent if "if it implements the op" new Silent if "if it implements the op"
        why "the kernel calls the same member, when an instance is attached or detached, or when the subsystem has something to ask: no program is told which"
        advice "give the op for the other occasion a new name"
        cases "compat-instances";
    DATA_PRIVATE "CO86" "programs may not set the data member any more"
        old Attach if "unless it leaves it zero" new Works
        why "`init_member` of the type answers EPERM to a value that is not zero, when the instance is attached (`bpf_struct_ops_map_update_elem`)"
        advice "keep the member, and ignore it"
        cases "compat-instances";
    DATA_PUBLIC "CO87" "programs may set the data member from now on"
        old Works new Attach if "unless it leaves it zero"
        why "`init_member` of the old type answers EPERM to a value that is not zero (`bpf_struct_ops_map_update_elem`)"
        advice "let zero mean what was before (`#[zero_means]`)"
        cases "compat-instances";
    SERIAL_TAKEN "CO88" "calls of an instance may run at the same time from now on"
        old Silent if "if it takes for granted that nobody else runs" new Works
        why "no mutex is held around the call any more: two processors may be in a program at a time"
        advice "keep `protect = \"mutex\"`; programs use atomic operations, or a `bpf_spin_lock`"
        cases "compat-instances";
    SERIAL_GIVEN "CO89" "one call of an instance runs at a time from now on"
        old Works new Silent if "if it takes for granted that nobody else runs"
        why "the old type holds no mutex around the call: two processors may be in a program at a time"
        advice "programs for both versions use atomic operations, or a `bpf_spin_lock`"
        cases "compat-instances";
}
