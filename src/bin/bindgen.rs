//! `bindgen INPUT.wasm OUT_DIR`: writes the JavaScript half of `wasm.rs`.
//!
//! The build uses wasm-bindgen's own library rather than its command, so that one lock file pins both halves to one
//! version and nothing has to be installed first.

use std::env::args_os;
use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_dir] = paths.as_slice() else {
        eprintln!("usage: bindgen INPUT.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    // The glue never guesses a URL unless it is asked to: `new URL('on_record_bg.wasm', import.meta.url)` stays the
    // default, which bundlers know how to follow.
    let done = bindgen
        .input_path(input)
        .out_name("on_record")
        .typescript(true)
        .omit_default_module_path(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(out_dir));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {}: {error:#}", input.display());
            ExitCode::FAILURE
        }
    }
}
