//! A pointing device without hardware, as the cases of the virtual machine need one.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Numbers of events and the rest of a device, of include/uapi/linux/uhid.h.
const UHID_CREATE2: u32 = 11;
const UHID_INPUT2: u32 = 12;
const BUS_VIRTUAL: u16 = 6;

/// What the device says of itself: a pointer with three buttons and two axes, of no named usage.
#[rustfmt::skip]
const DESCRIPTOR: &[u8] = &[
    0x05, 0x01, 0x09, 0x00, 0xa1, 0x01, // Generic Desktop, Undefined: an application
    0x09, 0x01, 0xa1, 0x00,             // Pointer
    0x05, 0x09, 0x19, 0x01, 0x29, 0x03, // Button 1 to 3
    0x15, 0x00, 0x25, 0x01, 0x95, 0x03, 0x75, 0x01, 0x81, 0x02,
    0x95, 0x01, 0x75, 0x05, 0x81, 0x03, // five bits of nothing
    0x05, 0x01, 0x09, 0x30, 0x09, 0x31, // X and Y
    0x15, 0x81, 0x25, 0x7f, 0x75, 0x08, 0x95, 0x02, 0x81, 0x06,
    0xc0, 0xc0,
];

/// Tells the device from others.
const NAME: &str = "structops pointer";

const LIMIT: Duration = Duration::from_secs(20);

/// Says the device's number; then each line of the input, two numbers, is a movement, and what
/// Linux makes of it is said.
fn main() -> Result<()> {
    let mut device = File::options().read(true).write(true).open("/dev/uhid")?;
    device.write_all(&creation())?;
    let place = wait_for("the device", || find(Path::new("/sys/bus/hid/devices")))?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let number = name.rsplit('.').next().unwrap_or_default();
    println!("device {number}");
    for line in io::stdin().lines() {
        let line = line?;
        let numbers = line.split_whitespace().map(str::parse::<i8>);
        let numbers: Vec<i8> = numbers.collect::<Result<_, _>>()?;
        let [right, down] = numbers[..] else {
            bail!("two numbers are a movement: {line}");
        };
        let report = [0, right.to_ne_bytes()[0], down.to_ne_bytes()[0]];
        let seen = moved(&mut device, &place, report)?;
        let usage = fs::read(place.join("report_descriptor"))?;
        let usage = usage.get(3).context("an empty descriptor")?;
        println!("usage {usage}, report {seen:02x?}");
    }
    Ok(())
}

/// `struct uhid_create2_req`.
fn creation() -> Vec<u8> {
    let text = |text: &str, size: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(size, 0);
        bytes
    };
    let mut event = UHID_CREATE2.to_ne_bytes().to_vec();
    event.extend(text(NAME, 128));
    event.extend(text("", 64));
    event.extend(text("", 64));
    event.extend(
        u16::try_from(DESCRIPTOR.len())
            .unwrap_or_default()
            .to_ne_bytes(),
    );
    event.extend(BUS_VIRTUAL.to_ne_bytes());
    // Vendor, product, version, country.
    for number in [0x1209_u32, 1, 1, 0] {
        event.extend(number.to_ne_bytes());
    }
    event.extend(DESCRIPTOR);
    event
}

/// Sends a report, and reads what programs get of it.
fn moved(device: &mut File, place: &Path, report: [u8; 3]) -> Result<Vec<u8>> {
    let node = wait_for("the device's node", || {
        let mut entries = fs::read_dir(place.join("hidraw")).ok()?;
        let entry = entries.next()?.ok()?;
        File::open(Path::new("/dev").join(entry.file_name())).ok()
    })?;
    // `struct uhid_input2_req`.
    let mut event = UHID_INPUT2.to_ne_bytes().to_vec();
    event.extend(u16::try_from(report.len())?.to_ne_bytes());
    event.extend(report);
    device.write_all(&event)?;
    let mut waiting = [PollFd::new(&node, PollFlags::IN)];
    let limit = Timespec::try_from(LIMIT)?;
    ensure!(poll(&mut waiting, Some(&limit))? == 1, "no report came");
    let mut room = [0; 64];
    let size = (&node).read(&mut room)?;
    Ok(room.iter().copied().take(size).collect())
}

/// The device's folder in sysfs.
fn find(devices: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(devices).ok()?.filter_map(Result::ok);
    let mut places = entries.map(|entry| entry.path());
    places.find(|place| {
        let about = fs::read_to_string(place.join("uevent")).unwrap_or_default();
        about.lines().any(|line| line == format!("HID_NAME={NAME}"))
    })
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> Result<T> {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        ensure!(since.elapsed() < LIMIT, "{what} did not come");
        thread::sleep(Duration::from_millis(50));
    }
}
