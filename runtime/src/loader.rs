//! From a BPF object to an attached instance.

mod all;
mod attach;
mod capability;
mod flavor;
mod kernel_log;
mod live;
mod load;
mod map;
mod messages;
mod null_missing;
mod plain;
mod preflight;
mod registration;
mod shadow;
mod shadow_of;
mod support;
mod unnamed;
mod value;

pub use all::{Attachments, attach_all};
pub use attach::{Attachment, attach, attach_as};
pub use flavor::{Choice, choose_flavors};
pub use load::{load, load_object, open, open_file};
pub use null_missing::null_missing;
pub use plain::{PlainAttachment, attach_plain, attach_plain_as};
pub use preflight::Missing;
pub use registration::{Registration, check, check_as, check_with};
pub use shadow::{Shadow, shadow};
pub use shadow_of::{IntoMember, ShadowOf, shadow_of};
