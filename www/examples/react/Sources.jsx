import 'on-record/define';

// React 19: what is a property of the element is set as one, and on… listens to its events.
export function Sources({ text, onSelect }) {
  return <on-record text={text} view="summary sources" onon-record-select={(event) => onSelect(event.detail)} />;
}
