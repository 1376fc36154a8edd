// A button at every snippet that copies it.
for (const block of document.querySelectorAll('pre')) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: 'Copy' });
  const said = Object.assign(document.createElement('span'), { role: 'status', className: 'said' });
  button.addEventListener('click', async () => {
    const code = block.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = 'Selected: press Ctrl+C';
    }
  });
  block.before(button, said);
}
