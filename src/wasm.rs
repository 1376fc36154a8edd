//! The door to JavaScript: the only file of the library that names wasm_bindgen, js_sys and web_sys.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Model, Offsets, Options};

/// An analysis in steps. JavaScript drives it, so that it can report progress and hear "cancel" between steps.
#[wasm_bindgen]
pub struct Analysis {
    inner: Option<crate::Analysis<'static>>,
}

fn js_error(error: &crate::Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    js.set_name("OnRecordError");
    let _ = js_sys::Reflect::set(&js, &"code".into(), &error.code().into());
    js.into()
}

#[allow(dead_code)]
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

#[allow(dead_code)]
fn options() -> Options {
    Options::new().offsets(Offsets::Utf16)
}

#[allow(dead_code)]
fn model() -> &'static Model {
    Model::embedded()
}

#[wasm_bindgen]
impl Analysis {
    /// Cancels the analysis.
    pub fn cancel(&mut self) -> JsValue {
        self.inner = None;
        js_error(&crate::Error::cancelled())
    }
}
