//! For WebAssembly alone: compiles the module of relaxed SIMD that the library carries (see `src/model/kernels/relaxed.rs`).

use std::env::var;
use std::process::{Command, exit};

const SOURCES: [&str; 2] = ["src/model/kernels/relaxed.rs", "src/model/kernels/quads.rs"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("wasm32") {
        return;
    }
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let given = |name: &str| var(name).unwrap_or_else(|_| panic!("cargo sets {name} for build scripts"));
    let output = format!("{}/relaxed.wasm", given("OUT_DIR"));
    // It works in the library's memory and has no stack there.
    let done = Command::new(given("RUSTC"))
        .args(["--edition=2024", "--crate-type=cdylib", "--target", &given("TARGET")])
        .args(["-Copt-level=2", "-Cpanic=abort", "-Cstrip=symbols", "-Ctarget-feature=+simd128,+relaxed-simd"])
        .args(["-Clink-arg=--import-memory", "-Clink-arg=-zstack-size=0"])
        .args([SOURCES[0], "-o", &output])
        .status();
    if !done.as_ref().is_ok_and(std::process::ExitStatus::success) {
        eprintln!("{} could not be compiled: {done:?}", SOURCES[0]);
        exit(1);
    }
}
