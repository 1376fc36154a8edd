// From what a reader brings (a file, a paste, a page's source) to plain text, a line a paragraph.

import { readHost } from '../host.js';
import { inertDocument } from '../trusted.js';

/** @typedef {{ text: string, note: 'fromHtml' | 'fromHtmlSource' | null }} Reading */

/** Why a file gives no text. */
export class NotText extends Error {}

/** @param {File} file @returns {Promise<Reading>} */
export async function readFile(file) {
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (isBinary(text)) throw new NotText(file.name);
  if (/\.html?$/i.test(file.name) || file.type === 'text/html') return { text: fromHtml(text), note: 'fromHtml' };
  if (/\.(md|markdown)$/i.test(file.name)) return { text: fromMarkdown(text), note: null };
  return readText(text);
}

/** Plain text, or the source of a page that was taken for it. @param {string} text @returns {Reading} */
export function readText(text) {
  if (!looksLikeSource(text)) return { text, note: null };
  const read = fromHtml(text);
  return read.trim() ? { text: read, note: 'fromHtmlSource' } : { text, note: null };
}

/** What was copied: its text, with the paragraphs of its markup where it has some. @param {DataTransfer} data @returns {Reading | null} */
export function readPaste(data) {
  const html = data.getData('text/html');
  const text = data.getData('text/plain');
  // Editors put code into the markup; only markup with paragraphs or breaks says more than the text.
  if (html && /<(p|br|div|li|h[1-6]|article)\b/i.test(html)) {
    const read = fromHtml(html);
    if (read.replace(/\s/g, '').length >= text.replace(/\s/g, '').length * 0.2) return { text: read, note: read.length < text.length * 0.8 ? 'fromHtml' : null };
  }
  return text ? readText(text) : null;
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whether text is no text: control characters that no article has. @param {string} text */
export function isBinary(text) {
  const start = text.slice(0, 20_000);
  const odd = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return start.includes('\u0000') || odd > start.length * 0.02;
}

/** Whether text is the source of a page: it begins with a tag, or has a closing tag every few dozen words. @param {string} text */
export function looksLikeSource(text) {
  const start = text.slice(0, 20_000);
  if (/^\s*(<!doctype html|<html|<head|<body|<article|<main|<div|<p|<section)\b[^]*>/i.test(start)) return true;
  const closing = start.match(/<\/(p|div|span|a|li|h[1-6]|article|section)>/gi)?.length ?? 0;
  return closing >= 3 && closing > start.length / 600;
}

/** The article of a page: its paragraphs, without menus, asides and forms. @param {string} markup */
export function fromHtml(markup) {
  const parsed = inertDocument(markup);
  const root = articleOf(parsed);
  const title = parsed.querySelector('h1');
  const { text } = readHost(root);
  const heading = title && !root.contains(title) ? (title.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
  return heading && !text.startsWith(heading) ? `${heading}\n${text}` : text;
}

/** The element that holds most of a page's running text. @param {Document} page @returns {Element} */
function articleOf(page) {
  const lengthOf = (/** @type {Element} */ element) => [...element.querySelectorAll('p')].reduce((sum, p) => sum + (p.textContent ?? '').trim().length, 0);
  const all = lengthOf(page.body);
  const candidates = [...page.querySelectorAll('article, [itemprop="articleBody"], main, [role="main"]')];
  // The smallest of the marked elements that still holds most of the paragraphs.
  const marked = candidates.filter((element) => all > 0 && lengthOf(element) >= all * 0.5).sort((a, b) => (a.textContent ?? '').length - (b.textContent ?? '').length)[0];
  if (marked) return marked;
  /** @type {Map<Element, number>} */
  const scores = new Map();
  for (const p of page.querySelectorAll('p')) {
    const length = (p.textContent ?? '').trim().length;
    if (length < 60 || !p.parentElement) continue;
    scores.set(p.parentElement, (scores.get(p.parentElement) ?? 0) + length);
  }
  const best = [...scores].sort((a, b) => b[1] - a[1])[0];
  return best && best[1] >= all * 0.6 ? best[0] : page.body;
}

/** Markdown without its marks. @param {string} text */
export function fromMarkdown(text) {
  return text
    .replace(/^---\n[^]*?\n---\n/, '')
    .replace(/```[^]*?```/g, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/^#{1,6}[ \t]+(.*?)[ \t]*#*$/gm, '$1')
    .replace(/^\s*>\s?/gm, '')
    .replace(/^\s*[-*+]\s+/gm, '• ')
    .replace(/(\*\*|__)(?=\S)([^]*?\S)\1/g, '$2')
    .replace(/(^|\W)[*_](?=\S)([^*_\n]*\S)[*_](?=\W|$)/g, '$1$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .split(/\n{2,}/)
    .map((block) => (/^• /m.test(block) ? block.trim() : block.replace(/\s*\n\s*/g, ' ').trim()))
    .filter(Boolean)
    .join('\n');
}
