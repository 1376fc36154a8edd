//! The command-line tool: texts in, reports out, one at a time, so that it streams.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use on_record::render::{Format, csv_of_article, render};
use on_record::{Model, Offsets, Options, Report, analyze};
use serde::Serialize;
use serde_json::Value;

const EXAMPLES: &str = "\
Examples:
  on-record article.txt                                  one report, as indented JSON
  on-record --format markdown article.txt                the summary, sources and notes, to read
  on-record --format html article.txt > article.html     a page with the words marked
  curl -s URL | html2text | on-record --format csv       a table of attributions
  on-record articles.jsonl > reports.jsonl               one report a line, id in front
  xargs -P 8 -n 200 on-record --format jsonl < files.txt many files over many cores

JSON Lines input holds {\"id\": …, \"text\": …} a line; further keys are ignored. A line that cannot be analysed gives
{\"id\": …, \"error\": …} in its place, a message on standard error, and exit status 1 at the end; the others are not held up.

Shows what a text says about its sources, not whether they are right.";

/// Who said what in a news article, on the record or anonymously, and where each of them stands.
#[derive(Parser)]
#[command(name = "on-record", version, after_help = EXAMPLES)]
struct Arguments {
    /// Articles as plain text, or JSON Lines (.jsonl, .ndjson); `-` or none: standard input
    files: Vec<PathBuf>,

    /// What the input holds
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    input: Input,

    /// What to write [default: json for one text, jsonl for JSON Lines and for several files]
    #[arg(long, value_parser = format_named, value_name = "FORMAT", help = format_help())]
    format: Option<Output>,

    /// What positions count: UTF-16 units (JavaScript), code points (Python) or bytes (Rust)
    #[arg(long, value_enum, default_value_t = Unit::Byte)]
    offsets: Unit,

    /// Most words of one article; longer ones are refused. Its bytes may be eight times as many
    #[arg(long, value_name = "WORDS", default_value_t = 1_000_000)]
    limit: usize,

    /// The article's own outlet; without it, it is read from dateline, byline and credit
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Input {
    /// By the file's name; standard input is text
    Auto,
    /// One article a file
    Text,
    /// One article a line
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    Utf16,
    Codepoint,
    Byte,
}

/// JSON Lines is the tool's own; every other format is the library's.
#[derive(Clone, Copy, PartialEq)]
enum Output {
    Lines,
    One(Format),
}

fn format_named(word: &str) -> Result<Output, String> {
    match Format::from_word(word) {
        _ if word == "jsonl" => Ok(Output::Lines),
        Some(format) => Ok(Output::One(format)),
        None => Err(format!("known formats: {}", format_words())),
    }
}

fn format_words() -> String {
    let words: Vec<&str> = ["jsonl"].into_iter().chain(Format::ALL.iter().map(|(_, word)| *word)).collect();
    words.join(", ")
}

fn format_help() -> String {
    format!(
        "What to write: {} [default: json for one text, jsonl for JSON Lines and for several files]",
        format_words()
    )
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut run = match Run::new(&arguments) {
        Ok(run) => run,
        Err(message) => {
            eprintln!("on-record: {message}");
            return ExitCode::from(2);
        }
    };
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files[..] };
    for file in files {
        match run.file(file, arguments.input) {
            Ok(()) => {}
            // The reader has what it wanted ("| head"): nothing is wrong.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("on-record: the output cannot be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    if run.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// One run of the tool. Its methods fail only where the output cannot be written; what an input does wrong is told on
/// standard error and remembered in `failed`.
struct Run {
    options: Options,
    output: Output,
    /// Whether there may be more than one article: a table then names the article in each row.
    several: bool,
    written: usize,
    failed: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    #[serde(flatten)]
    report: &'a Report,
}

#[derive(Serialize)]
struct FailedLine<'a> {
    id: &'a Value,
    error: &'a str,
}

impl Run {
    fn new(arguments: &Arguments) -> Result<Self, String> {
        let several = arguments.files.len() > 1
            || arguments.input == Input::Jsonl
            || arguments.files.iter().any(|file| arguments.input == Input::Auto && is_jsonl(file));
        let output = arguments.format.unwrap_or(if several { Output::Lines } else { Output::One(Format::Json) });
        if let Output::One(format) = output
            && several
            && !matches!(format, Format::Json | Format::Csv)
        {
            let word = format.word();
            return Err(format!("{word} holds one article; give one text file, or choose jsonl, json or csv for many"));
        }
        let unit = match arguments.offsets {
            Unit::Utf16 => Offsets::Utf16,
            Unit::Codepoint => Offsets::Codepoint,
            Unit::Byte => Offsets::Byte,
        };
        let mut options = Options::new().offsets(unit).limits(arguments.limit.saturating_mul(8), arguments.limit);
        if let Some(outlet) = &arguments.outlet {
            options = options.outlet(outlet);
        }
        Ok(Self { options, output, several, written: 0, failed: false })
    }

    fn file(&mut self, path: &Path, input: Input) -> io::Result<()> {
        let name = if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
        let lines = input == Input::Jsonl || input == Input::Auto && is_jsonl(path);
        if path == Path::new("-") {
            let stdin = io::stdin();
            if stdin.is_terminal() {
                eprintln!("on-record: reading from the terminal; paste the article, then end it with Ctrl-D");
            }
            return self.input(stdin.lock(), &name, lines);
        }
        match File::open(path) {
            Ok(file) => self.input(BufReader::new(file), &name, lines),
            Err(error) => self.failure(&Value::String(name.clone()), &name, &format!("cannot be opened: {error}")),
        }
    }

    fn input(&mut self, mut reader: impl BufRead, name: &str, lines: bool) -> io::Result<()> {
        let id = Value::String(name.to_string());
        let mut bytes = Vec::new();
        if !lines {
            return match reader.read_to_end(&mut bytes) {
                Ok(_) => match self.decode(bytes, name) {
                    Ok(text) => self.article(&id, &text, name),
                    Err(message) => self.failure(&id, name, &message),
                },
                Err(error) => self.failure(&id, name, &format!("cannot be read: {error}")),
            };
        }
        for number in 1.. {
            bytes.clear();
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => self.line(&mut bytes, &format!("{name}, line {number}"))?,
                Err(error) => return self.failure(&id, name, &format!("cannot be read: {error}")),
            }
        }
        Ok(())
    }

    fn line(&mut self, bytes: &mut Vec<u8>, place: &str) -> io::Result<()> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let unknown = Value::String(place.to_string());
        let text = match self.decode(std::mem::take(bytes), place) {
            Ok(text) => text,
            Err(message) => return self.failure(&unknown, place, &message),
        };
        match serde_json::from_str::<Value>(&text) {
            Err(error) => self.failure(&unknown, place, &format!("is not JSON: {error}")),
            Ok(row) => {
                let id = row.get("id").filter(|id| !id.is_null()).unwrap_or(&unknown);
                match row.get("text").and_then(Value::as_str) {
                    Some(text) => self.article(id, text, place),
                    None => self.failure(id, place, "holds no \"text\"; each line is {\"id\": …, \"text\": \"…\"}"),
                }
            }
        }
    }

    /// Text of bytes: UTF-8, or UTF-16 where a byte order mark says so. What is neither is replaced, and said.
    fn decode(&self, bytes: Vec<u8>, name: &str) -> Result<String, String> {
        let utf16 = |unit: fn([u8; 2]) -> u16| -> Vec<u16> {
            bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
        };
        match &bytes[..] {
            [0xFF, 0xFE, ..] => return Ok(String::from_utf16_lossy(&utf16(u16::from_le_bytes))),
            [0xFE, 0xFF, ..] => return Ok(String::from_utf16_lossy(&utf16(u16::from_be_bytes))),
            _ => {}
        }
        if bytes.iter().take(4096).any(|&byte| byte == 0) {
            return Err("holds bytes of value zero, as programs and pictures do; give the article as plain text".into());
        }
        String::from_utf8(bytes).or_else(|error| {
            let at = error.utf8_error().valid_up_to();
            eprintln!(
                "on-record: {name}: not UTF-8 at byte {at}; such bytes are read as U+FFFD, and positions count that character"
            );
            Ok(String::from_utf8_lossy(error.as_bytes()).into_owned())
        })
    }

    fn article(&mut self, id: &Value, text: &str, place: &str) -> io::Result<()> {
        let report = match analyze(Model::embedded(), text, &self.options) {
            Ok(report) => report,
            Err(error) => return self.failure(id, place, &error.to_string()),
        };
        let first = self.written == 0;
        self.written += 1;
        let written = match self.output {
            Output::Lines => serde_json::to_string(&Line { id, report: &report })? + "\n",
            Output::One(Format::Csv) if self.several => {
                let name = id.as_str().map_or_else(|| id.to_string(), str::to_string);
                let table = csv_of_article(&report, &name);
                // One line of heads for all articles.
                let rows = table.find('\n').map_or(0, |end| end + 1);
                if first { table } else { table[rows..].to_string() }
            }
            Output::One(format) => render(&report, text, format),
        };
        let mut out = io::stdout().lock();
        out.write_all(written.as_bytes())?;
        out.flush()
    }

    fn failure(&mut self, id: &Value, place: &str, message: &str) -> io::Result<()> {
        self.failed = true;
        eprintln!("on-record: {place}: {message}");
        if self.output == Output::Lines {
            let mut out = io::stdout().lock();
            serde_json::to_writer(&mut out, &FailedLine { id, error: message })?;
            out.write_all(b"\n")?;
            out.flush()?;
        }
        Ok(())
    }
}

fn is_jsonl(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("jsonl") || end.eq_ignore_ascii_case("ndjson"))
}
