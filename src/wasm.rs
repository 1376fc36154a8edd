//! The door to JavaScript: the only module of the library that names `wasm_bindgen`, `js_sys` and `web_sys`.
//!
//! JavaScript counts in UTF-16 units, so reports leave here in that unit unless another is asked for. A JavaScript string
//! may hold lone surrogates, which no Rust string can: each becomes U+FFFD, one unit for one unit, so every position still
//! holds; `exact` is then cut from JavaScript's own string.

mod relaxed;

use js_sys::{Array, Function, JSON, JsString, Number, Object, Reflect};
use self_cell::self_cell;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Performance, console};

use crate::render::{Format, render as render_report};
use crate::report::read::{Fault, Node, Part};
use crate::{Error, Model, Offsets, Options, Report};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Report } from '../report.js';

/** Options of an analysis; all may be left out. */
export interface AnalysisOptions {
  /** The article's own outlet, where the caller knows it (a site's name); else it is read from dateline, byline and credit. */
  outlet?: string;
  /** Unit of the report's positions. Default `utf16`, as JavaScript counts. */
  offsets?: 'utf16' | 'codepoint' | 'byte';
  /** Most bytes of text (as UTF-8) accepted. Default 8,000,000. */
  maxBytes?: number;
  /** Most words of text accepted. Default 1,000,000. */
  maxWords?: number;
  /** Ends the analysis: the next step throws an error with the code `cancelled`. */
  signal?: AbortSignal;
  /** Called after every step. */
  onProgress?: (progress: AnalysisProgress) => void;
}

/** How far an analysis has come. */
export interface AnalysisProgress { done: boolean; tokens: number; tokensDone: number }

/** Every error of On Record: `code` is `model`, `too_long`, `cancelled`, `option`, `finished` or `report`. */
export interface OnRecordError extends Error { name: 'OnRecordError'; code: string }
"#;

#[wasm_bindgen]
extern "C" {
    /// The options object of JavaScript.
    #[wasm_bindgen(typescript_type = "AnalysisOptions")]
    pub type AnalysisOptions;
    #[wasm_bindgen(method, getter)]
    fn outlet(this: &AnalysisOptions) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn offsets(this: &AnalysisOptions) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = maxBytes)]
    fn max_bytes(this: &AnalysisOptions) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = maxWords)]
    fn max_words(this: &AnalysisOptions) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &AnalysisOptions) -> Option<AbortSignal>;
    #[wasm_bindgen(method, getter, js_name = onProgress)]
    fn on_progress(this: &AnalysisOptions) -> Option<Function>;
}

type Borrowing<'a> = Option<crate::Analysis<'a>>;

self_cell!(
    /// A text and the analysis that borrows from it; `None` once the report is out.
    struct Held {
        owner: String,
        #[covariant]
        dependent: Borrowing,
    }
);

/// An analysis in steps. JavaScript drives it, so that it can report progress and hear "cancel" between steps.
#[wasm_bindgen]
pub struct Analysis {
    held: Held,
    text: JsString,
    offsets: Offsets,
    signal: Option<AbortSignal>,
    on_progress: Option<Function>,
}

#[wasm_bindgen]
impl Analysis {
    /// Reads a text; the learned work is done by the steps.
    ///
    /// # Errors
    /// `too_long` over the limits, `option` for an option that does not exist or a text that is no string, `cancelled` if
    /// the signal says so already.
    #[wasm_bindgen(constructor)]
    pub fn new(text: JsString, options: Option<AnalysisOptions>) -> Result<Analysis, JsValue> {
        if !text.is_string() {
            let kind = text.js_typeof().as_string().unwrap_or_default();
            return Err(option_error(format!("the text is of type {kind}; give a string")));
        }
        let (wanted, signal, on_progress) = match &options {
            Some(given) => (read_options(given)?, given.signal(), given.on_progress()),
            None => (Options::new().offsets(Offsets::Utf16), None, None),
        };
        // A UTF-16 unit makes at least one byte: what cannot fit is refused before it is copied.
        if text.length() as usize > wanted.max_bytes {
            return Err(thrown(&Error::too_long("bytes", text.length() as usize, wanted.max_bytes)));
        }
        let offsets = wanted.offsets;
        let held = Held::try_new(String::from(&text), |owned| {
            crate::Analysis::new(Model::embedded(), owned, wanted).map(Some)
        });
        let analysis = Analysis { held: held.map_err(|error| thrown(&error))?, text, offsets, signal, on_progress };
        analysis.check_signal()?;
        Ok(analysis)
    }

    /// Encodes about `tokens` further tokens.
    ///
    /// # Errors
    /// `cancelled` if the signal says so, `finished` after `finish`.
    #[wasm_bindgen(unchecked_return_type = "AnalysisProgress")]
    pub fn step(&mut self, tokens: u32) -> Result<JsValue, JsValue> {
        self.check_signal()?;
        let progress = self.advance(tokens as usize)?;
        self.tell(progress)
    }

    /// Works for about `milliseconds`: the size of a step that keeps a page answering when there is no worker.
    ///
    /// # Errors
    /// As `step`.
    #[wasm_bindgen(js_name = stepFor, unchecked_return_type = "AnalysisProgress")]
    pub fn step_for(&mut self, milliseconds: f64) -> Result<JsValue, JsValue> {
        const TOKENS: usize = 256;
        self.check_signal()?;
        let clock = clock();
        let now = || clock.as_ref().map_or(f64::INFINITY, Performance::now);
        let end = now() + milliseconds;
        loop {
            let progress = self.advance(TOKENS)?;
            if progress.done() || now() >= end {
                return self.tell(progress);
            }
        }
    }

    /// Does what is left and gives the report, a plain object of schema `on-record/1`.
    ///
    /// # Errors
    /// As `step`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        self.check_signal()?;
        let report = self.held.with_dependent_mut(|_, analysis| analysis.take()).ok_or_else(finished)?.finish();
        let report = to_js(&report)?;
        // A lone surrogate has become U+FFFD: where there is none, JavaScript's string need not be walked through.
        let odd = self.offsets == Offsets::Utf16 && self.held.borrow_owner().contains(['\u{fffd}']);
        if odd && !self.text.is_valid_utf16() {
            cut_exact(&report, &self.text)?;
        }
        Ok(report)
    }

    fn advance(&mut self, tokens: usize) -> Result<crate::Progress, JsValue> {
        let progress =
            self.held.with_dependent_mut(|_, analysis| analysis.as_mut().map(|analysis| analysis.step(tokens)));
        progress.ok_or_else(finished)
    }

    fn tell(&self, progress: crate::Progress) -> Result<JsValue, JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Told {
            done: bool,
            tokens: usize,
            tokens_done: usize,
        }
        let told = to_js(&Told { done: progress.done(), tokens: progress.tokens, tokens_done: progress.tokens_done })?;
        if let Some(listener) = &self.on_progress {
            listener.call1(&JsValue::UNDEFINED, &told)?;
        }
        Ok(told)
    }

    fn check_signal(&self) -> Result<(), JsValue> {
        match &self.signal {
            Some(signal) if signal.aborted() => Err(thrown(&Error::cancelled())),
            _ => Ok(()),
        }
    }
}

/// Renders a report in a format of `formats()`. `text` is the article it was made from.
///
/// # Errors
/// `option` for a format that does not exist, `report` for an object that is not a report.
#[wasm_bindgen]
pub fn render(
    #[wasm_bindgen(unchecked_param_type = "Report")] report: JsValue,
    text: &str,
    format: &str,
) -> Result<String, JsValue> {
    let format = Format::from_word(format).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|(_, name)| *name).collect();
        option_error(format!("there is no format “{format}”; the formats are {}", known.join(", ")))
    })?;
    let read = read_report(&report)?;
    if format == Format::Json {
        let written = JSON::stringify_with_replacer_and_space(&report, &JsValue::NULL, &2.into())?;
        return Ok(String::from(written) + "\n");
    }
    Ok(render_report(&read, text, format))
}

/// A report as JavaScript holds it. Lone surrogates in its texts become U+FFFD.
fn read_report(report: &JsValue) -> Result<Report, JsValue> {
    Report::read(report).map_err(|Fault(key)| {
        let why = format!("its “{key}” is missing or not what it must be");
        error("report", format!("this is not a report of schema on-record/1: {why}; give what finish() returned"))
    })
}

impl Node for JsValue {
    fn under(&self, key: &str) -> Self {
        Reflect::get(self, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    fn is_nothing(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn count(&self) -> Option<usize> {
        self.dyn_ref::<Array>().map(|list| list.length() as usize)
    }

    fn item(&self, place: usize) -> Self {
        Reflect::get_u32(self, place as u32).unwrap_or(JsValue::UNDEFINED)
    }
}

/// A report whose sources or attributions were corrected, with its summary, notes and numbers made again.
///
/// # Errors
/// `report` for an object that is not a report.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn refresh(
    #[wasm_bindgen(unchecked_param_type = "Report")] report: JsValue,
    text: &str,
) -> Result<JsValue, JsValue> {
    to_js(&read_report(&report)?.renewed(text))
}

/// The words that name the export formats.
#[wasm_bindgen]
pub fn formats() -> Vec<String> {
    Format::ALL.iter().map(|(_, name)| (*name).to_string()).collect()
}

/// The version of On Record.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// A panic would only show as "unreachable" in the host: this puts the sentence before it.
#[wasm_bindgen(start)]
pub fn start() {
    // Engines without relaxed SIMD say so by an exception.
    let _ = relaxed::link();
    std::panic::set_hook(Box::new(|panic| console::error_1(&format!("on-record: {panic}").into())));
}

fn read_options(given: &AnalysisOptions) -> Result<Options, JsValue> {
    let defaults = Options::new();
    let limit = |name: &str, value: Option<f64>, default: usize| match value {
        None => Ok(default),
        Some(number) if number >= 0.0 => Ok(number as usize),
        Some(number) => {
            // The host knows how to write it.
            let number =
                Number::from(number).to_string_with_radix(10).map_or_else(|_| "no number".into(), String::from);
            Err(option_error(format!("{name} is {number}; give a number from 0 up")))
        }
    };
    let offsets = match given.offsets().as_deref() {
        None | Some("utf16") => Offsets::Utf16,
        Some("codepoint") => Offsets::Codepoint,
        Some("byte") => Offsets::Byte,
        Some(other) => {
            return Err(option_error(format!("offsets is “{other}”; it may be utf16, codepoint or byte")));
        }
    };
    let wanted = Options::new().offsets(offsets).limits(
        limit("maxBytes", given.max_bytes(), defaults.max_bytes)?,
        limit("maxWords", given.max_words(), defaults.max_words)?,
    );
    Ok(match given.outlet() {
        Some(outlet) => wanted.outlet(outlet),
        None => wanted,
    })
}

/// Cuts every `exact` of a report anew from JavaScript's own string.
fn cut_exact(value: &JsValue, text: &JsString) -> Result<(), JsValue> {
    if let Some(list) = value.dyn_ref::<Array>() {
        return list.iter().try_for_each(|item| cut_exact(&item, text));
    }
    let Some(object) = value.dyn_ref::<Object>() else { return Ok(()) };
    if Reflect::has(object, &"exact".into())? {
        let position = |key: &str| Reflect::get(object, &key.into()).map(|at| at.as_f64().unwrap_or(0.0) as u32);
        Reflect::set(object, &"exact".into(), &text.slice(position("start")?, position("end")?))?;
    }
    Object::values(object).iter().try_for_each(|item| cut_exact(&item, text))
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// The host's clock, in a window, a worker or Node.
fn clock() -> Option<Performance> {
    Reflect::get(&js_sys::global(), &"performance".into()).ok()?.dyn_into().ok()
}

fn error(code: &str, message: String) -> JsValue {
    let js = js_sys::Error::new(&message);
    js.set_name("OnRecordError");
    // Setting a property of a fresh error cannot fail.
    let _ = Reflect::set(&js, &"code".into(), &code.into());
    js.into()
}

fn thrown(why: &Error) -> JsValue {
    error(why.code(), why.to_string())
}

fn option_error(message: String) -> JsValue {
    error("option", message)
}

fn finished() -> JsValue {
    error("finished", "this analysis has given its report; start a new one for another text".into())
}
