//! The Debian mirror that this machine's apt is configured for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::vm::error::Error;

/// One mirror and the suites taken from it.
#[derive(Debug, PartialEq, Eq)]
struct Source {
    uri: String,
    suites: Vec<String>,
    components: Vec<String>,
}

/// The mirror of Debian's main archive, from apt's own configuration.
pub(super) fn mirror() -> Result<String, Error> {
    let folder = Path::new("/etc/apt");
    let suite = codename().unwrap_or_else(|| "stable".to_owned());
    let sources = read_sources(folder)?;
    let missing = || Error::MirrorMissing {
        suite: suite.clone(),
        path: folder.to_owned(),
    };
    find_mirror(&sources, &suite)
        .map(str::to_owned)
        .ok_or_else(missing)
}

fn read_sources(folder: &Path) -> Result<Vec<Source>, Error> {
    let mut files = vec![folder.join("sources.list")];
    let parts = folder.join("sources.list.d");
    let mut more: Vec<PathBuf> = match fs::read_dir(&parts) {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect(),
        Err(_) => Vec::new(),
    };
    more.sort();
    files.extend(more);
    let mut sources = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let text = fs::read_to_string(file).map_err(Error::io("read", file))?;
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("sources") => sources.extend(parse_deb822(&text)),
            Some("list") => sources.extend(text.lines().filter_map(parse_line)),
            _ => {}
        }
    }
    Ok(sources)
}

fn codename() -> Option<String> {
    let text = fs::read_to_string("/etc/os-release").ok()?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))?;
    Some(value.trim_matches('"').to_owned())
}

/// The archive that has this machine's own suite: security and foreign archives name theirs
/// otherwise.
fn find_mirror<'a>(sources: &'a [Source], suite: &str) -> Option<&'a str> {
    // Debian testing and unstable are often configured by class rather than by name.
    let is_own =
        |name: &String| [suite, "stable", "testing", "unstable", "sid"].contains(&name.as_str());
    let main = |source: &&Source| {
        source
            .components
            .iter()
            .any(|component| component == "main")
    };
    let own = |source: &&Source| source.suites.iter().any(is_own);
    sources
        .iter()
        .filter(own)
        .find(main)
        .map(|source| source.uri.trim_end_matches('/'))
}

/// The paragraphs of a `.sources` file that offer binary packages.
fn parse_deb822(text: &str) -> Vec<Source> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    lines
        .split(|line| line.trim().is_empty())
        .filter_map(parse_paragraph)
        .collect()
}

fn parse_paragraph(lines: &[&str]) -> Option<Source> {
    let words = |name: &str| {
        field(lines, name)
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    if !words("Types").contains(&"deb".to_owned())
        || field(lines, "Enabled").trim().eq_ignore_ascii_case("no")
    {
        return None;
    }
    let uri = words("URIs").into_iter().next()?;
    Some(Source {
        uri,
        suites: words("Suites"),
        components: words("Components"),
    })
}

/// A field's value with its continuation lines, which begin with white space.
fn field(lines: &[&str], name: &str) -> String {
    let mut value = String::new();
    let mut is_inside = false;
    for line in lines {
        if !line.starts_with([' ', '\t']) {
            let (key, rest) = line.split_once(':').unwrap_or((line, ""));
            is_inside = key.eq_ignore_ascii_case(name);
            value += if is_inside { rest } else { "" };
        } else if is_inside {
            value += line;
        }
    }
    value
}

/// A line `deb [options] uri suite component...` of a `.list` file.
fn parse_line(line: &str) -> Option<Source> {
    let line = line.split('#').next()?.trim().strip_prefix("deb")?;
    let line = line
        .starts_with(char::is_whitespace)
        .then(|| line.trim_start())?;
    let line = if line.starts_with('[') {
        line.split_once(']')?.1
    } else {
        line
    };
    let mut words = line.split_whitespace().map(str::to_owned);
    Some(Source {
        uri: words.next()?,
        suites: vec![words.next()?],
        components: words.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEB822: &str = "Types: deb\n# a comment\nURIs: http://mirror.example/debian/\nSuites: bookworm\n bookworm-updates\n\
        Components: main contrib\n\nTypes: deb\nURIs: http://mirror.example/security\nSuites: bookworm-security\n\
        Components: main\n\nTypes: deb-src\nURIs: http://x\nSuites: bookworm\nComponents: main\n\n\
        Enabled: no\nTypes: deb\nURIs: http://y\nSuites: bookworm\nComponents: main\n";

    #[test]
    fn paragraphs_are_read() {
        let sources = parse_deb822(DEB822);
        assert_eq!(sources.len(), 2);
        assert_eq!(sources[0].suites, ["bookworm", "bookworm-updates"]);
        assert_eq!(
            find_mirror(&sources, "bookworm"),
            Some("http://mirror.example/debian")
        );
        assert_eq!(find_mirror(&sources, "trixie"), None);
    }

    #[test]
    fn lines_are_read() {
        let source = parse_line(
            "deb [arch=amd64 signed-by=/x.gpg] http://m/debian bookworm main contrib # here",
        )
        .unwrap();
        assert_eq!(
            (source.uri.as_str(), source.components.len()),
            ("http://m/debian", 2)
        );
        for line in [
            "deb-src http://m/debian bookworm main",
            "# deb http://m bookworm main",
            "",
            "debug",
        ] {
            assert_eq!(parse_line(line), None, "{line}");
        }
    }
}
