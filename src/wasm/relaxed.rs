//! Links the module of relaxed SIMD (`model/kernels/relaxed.rs`), which multiplies bytes, to this one.

use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::*;

use crate::model::kernels;

/// As `build.rs` compiled it.
static MODULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/relaxed.wasm"));

/// Makes the module in this one's memory and puts its function into this one's table. To be called before a model is read.
///
/// # Errors
/// If the engine does not know its instructions, or does not let it be made here. Then all is the same, more slowly.
pub(super) fn link() -> Result<(), JsValue> {
    let (imports, env) = (Object::new(), Object::new());
    Reflect::set(&env, &"memory".into(), &wasm_bindgen::memory())?;
    Reflect::set(&imports, &"env".into(), &env)?;
    let module = WebAssembly::Module::new(&Uint8Array::from(MODULE))?;
    let instance = WebAssembly::Instance::new(&module, &imports)?;
    let run: Function = Reflect::get(&instance.exports(), &"run".into())?.unchecked_into();
    let table: WebAssembly::Table = wasm_bindgen::function_table().unchecked_into();
    let place = table.grow(1)?;
    table.set(place, &run)?;
    // SAFETY: it stands there now.
    unsafe { kernels::link_relaxed(place) };
    Ok(())
}
