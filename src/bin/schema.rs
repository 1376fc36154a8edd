//! Writes the JSON Schema of the report to standard output. The build makes TypeScript types of it.

use on_record::Report;

fn main() {
    let schema =
        schemars::generate::SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<Report>();
    println!("{}", serde_json::to_string_pretty(&schema).expect("a schema is plain data"));
}
