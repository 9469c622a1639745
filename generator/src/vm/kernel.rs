//! A kernel to build for and to boot.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::program;

/// Files that say a kernel's configuration, the best first; not every header folder has all.
const CONFIG_FILES: &[&str] = &[
    "include/config/auto.conf",
    ".config",
    "include/generated/autoconf.h",
];

/// An image's setup code, which holds its version, is at most 64 sectors of 512 bytes and its
/// string within the reach of 16 bits.
const SETUP_SIZE: u64 = 0x1_0000 + 0x400;

/// A bootable kernel and the folder that builds modules for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kernel {
    /// What `uname -r` will say.
    pub release: String,
    /// A vmlinuz or bzImage.
    pub image: PathBuf,
    /// The header folder, as seen from this machine.
    pub headers: PathBuf,
    /// Build inside this root (a Debian of another release, with its own compiler).
    pub root: Option<PathBuf>,
    /// What `make` has to be told for this kernel, for example `LLVM=-19`.
    pub make_args: Vec<String>,
}

impl Kernel {
    /// Any kernel image with its header folder; the compiler is found out from the kernel's
    /// configuration.
    ///
    /// # Errors
    /// A missing image, a folder without kernel headers, or a clang-built kernel whose clang is not
    /// installed.
    pub fn custom(image: impl AsRef<Path>, headers: impl AsRef<Path>) -> Result<Self, Error> {
        let make_args = clang_args(&configuration(headers.as_ref()))?;
        Ok(Self {
            make_args,
            ..Self::plain(image.as_ref(), headers.as_ref())?
        })
    }

    /// A kernel whose headers know their compiler themselves.
    pub(super) fn plain(image: &Path, headers: &Path) -> Result<Self, Error> {
        if !image.is_file() {
            return Err(Error::ImageMissing {
                path: image.to_owned(),
            });
        }
        let missing = |missing| Error::HeadersMissing {
            path: headers.to_owned(),
            missing,
        };
        if !headers.join("Makefile").is_file() {
            return Err(missing("Makefile"));
        }
        let release =
            release_of(headers).ok_or_else(|| missing("include/config/kernel.release"))?;
        let image_release = release_of_image(image).ok_or_else(|| Error::NotAnImage {
            path: image.to_owned(),
        })?;
        if image_release != release {
            let headers = headers.to_owned();
            return Err(Error::ReleasesDiffer {
                image_release,
                headers,
                release,
            });
        }
        let real = |path: &Path| fs::canonicalize(path).map_err(Error::io("find", path));
        Ok(Self {
            release,
            image: real(image)?,
            headers: real(headers)?,
            root: None,
            make_args: Vec::new(),
        })
    }

    /// An error unless modules built here get BTF (`scripts/Makefile.modfinal` wants a vmlinux to
    /// start from).
    pub(crate) fn check_btf(&self) -> Result<(), Error> {
        if self.headers.join("vmlinux").is_file() {
            return Ok(());
        }
        Err(Error::HeadersWithoutBtf {
            path: self.headers.clone(),
        })
    }
}

fn release_of(headers: &Path) -> Option<String> {
    let config = fs::read_to_string(headers.join("include/config/kernel.release"));
    if let Ok(text) = config {
        return Some(text.trim().to_owned());
    }
    let header = fs::read_to_string(headers.join("include/generated/utsrelease.h")).ok()?;
    header.lines().find_map(|line| {
        let value = line.strip_prefix("#define UTS_RELEASE")?;
        Some(value.trim().trim_matches('"').to_owned())
    })
}

/// The release in an x86 image's setup header (Documentation/arch/x86/boot.rst): at 0x202 `HdrS`,
/// at 0x20e the place of the version string, counted from 0x200.
fn release_of_image(image: &Path) -> Option<String> {
    let mut head = Vec::new();
    fs::File::open(image)
        .ok()?
        .take(SETUP_SIZE)
        .read_to_end(&mut head)
        .ok()?;
    if head.get(0x202..0x206)? != b"HdrS" {
        return None;
    }
    let place = u16::from_le_bytes([*head.get(0x20e)?, *head.get(0x20f)?]);
    let text = head.get(0x200 + usize::from(place)..)?;
    let text = text.split(|&byte| byte == b' ' || byte == 0).next()?;
    String::from_utf8(text.to_vec()).ok()
}

fn configuration(headers: &Path) -> String {
    let mut texts = CONFIG_FILES
        .iter()
        .filter_map(|file| fs::read_to_string(headers.join(file)).ok());
    texts.next().unwrap_or_default()
}

/// The value of a symbol, from `CONFIG_X=1` or from `#define CONFIG_X 1`.
fn config_value<'a>(text: &'a str, symbol: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let line = line.strip_prefix("#define ").unwrap_or(line);
        let value = line.strip_prefix(symbol)?;
        value.strip_prefix(['=', ' ']).map(str::trim)
    })
}

/// `LLVM=-19` for a kernel that clang 19 built: kCFI and the like want the same compiler family.
fn clang_args(config: &str) -> Result<Vec<String>, Error> {
    if config_value(config, "CONFIG_CC_IS_CLANG").is_none() {
        return Ok(Vec::new());
    }
    // CONFIG_CLANG_VERSION is major * 10000 + minor * 100 + patch (scripts/cc-version.sh).
    let version =
        config_value(config, "CONFIG_CLANG_VERSION").and_then(|text| text.parse::<u32>().ok());
    let Some(major) = version.map(|number| number / 10_000) else {
        return Ok(vec!["LLVM=1".to_owned()]);
    };
    for tool in ["clang", "ld.lld"] {
        let program = format!("{tool}-{major}");
        if program::find(&program).is_err() {
            let package = program.replace("ld.lld", "lld");
            return Err(Error::ProgramMissing { program, package });
        }
    }
    Ok(vec![format!("LLVM=-{major}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configuration_is_read_in_both_spellings() {
        assert_eq!(
            config_value("CONFIG_A_B=n\nCONFIG_A=y\n", "CONFIG_A"),
            Some("y")
        );
        assert_eq!(
            config_value(
                "#define CONFIG_CLANG_VERSION 190107\n",
                "CONFIG_CLANG_VERSION"
            ),
            Some("190107")
        );
        assert_eq!(config_value("# CONFIG_A is not set\n", "CONFIG_A"), None);
    }

    #[test]
    fn a_gcc_kernel_needs_no_arguments() {
        assert!(
            clang_args("CONFIG_CC_IS_GCC=y\nCONFIG_CLANG_VERSION=0\n")
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn a_kernel_of_an_unknown_clang_names_the_package() {
        let error = clang_args("CONFIG_CC_IS_CLANG=y\nCONFIG_CLANG_VERSION=990100\n").unwrap_err();
        assert!(
            error.to_string().contains("apt-get install clang-99"),
            "{error}"
        );
    }

    #[test]
    fn an_image_says_its_release() {
        let mut image = vec![0; 0x400];
        image[0x202..0x206].copy_from_slice(b"HdrS");
        image[0x20e..0x210].copy_from_slice(&0x100u16.to_le_bytes());
        image[0x300..0x30c].copy_from_slice(b"6.12.1 (me) ");
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), image).unwrap();
        assert_eq!(release_of_image(file.path()).as_deref(), Some("6.12.1"));
        fs::write(file.path(), "short").unwrap();
        assert_eq!(release_of_image(file.path()), None);
    }
}
