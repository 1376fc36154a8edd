// The live example of the gallery: the component, and a page around it.
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

import { Sources } from './Sources.jsx';

function App({ texts }) {
  const [chosen, choose] = useState(0);
  const [found, select] = useState(null);
  return (
    <>
      <p>{texts.map((text, at) => <button key={at} type="button" onClick={() => choose(at)}>Article {at + 1}</button>)}</p>
      <Sources text={texts[chosen]} onSelect={select} />
      <output>{found?.source?.name}</output>
    </>
  );
}

const texts = [...document.querySelectorAll('.text')].map((node) => node.textContent.trim());
createRoot(document.getElementById('app')).render(<App texts={texts} />);
