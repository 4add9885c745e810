/**
 * The dialog's own look: nothing of the page reaches in, nothing of it reaches out. Sizes are in px:
 * a rem would be the page's own.
 */
export const dialogStyle = `
:host { all: initial !important; display: block !important; }
* { box-sizing: border-box; }
dialog {
  width: min(640px, calc(100vw - 16px)); max-width: none; max-height: calc(100dvh - 16px);
  margin: auto; padding: 0; border: 2px solid #00118f; border-radius: 8px; overflow: auto;
  background: #fff; color: #1a1a1a; color-scheme: light; overscroll-behavior: contain;
  font: 16px/1.7 "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo", sans-serif;
  text-align: start; letter-spacing: 0; overflow-wrap: anywhere;
}
/* Where the browser knows phrases, Japanese breaks between them and not inside a word. */
dialog:lang(ja) { word-break: auto-phrase; }
dialog::backdrop { background: rgb(0 0 0 / 55%); }
.brand { padding: 6.4px 16px; background: #00118f; color: #fff; font-weight: 700; }
main { padding: 4px 16px 16px; }
h2:focus { outline: none; box-shadow: none; }
h2 { margin: 12px 0 8px; font-size: 22px; line-height: 1.4; }
h3 { margin: 12px 0 4px; font-size: 16px; }
p, ul { margin: 0 0 8px; }
ul { padding-inline-start: 20px; }
.item { margin: 0 0 12px; padding: 8px 12px; border: 1px solid #767676; border-inline-start: 6px solid #767676; border-radius: 4px; }
.blocked { border-inline-start-color: #ce0000; }
.warned { border-inline-start-color: #927200; }
.name { font-weight: 700; }
.tag { display: inline-block; margin-inline-end: 8px; padding: 0 8px; border-radius: 4px; font-size: 14px; font-weight: 700; }
.blocked .tag { background: #fdeeee; color: #a90000; }
.warned .tag { background: #fbf5e0; color: #604b00; }
.hint { color: #595959; font-size: 14px; }
.error { color: #a90000; font-weight: 700; }
.good { color: #115a36; font-weight: 700; }
code { font: 1em/1.6 ui-monospace, "Noto Sans Mono CJK JP", monospace; }
label { display: block; font-weight: 700; }
textarea { display: block; width: 100%; min-height: 72px; margin: 4px 0; padding: 8px; border: 1px solid #595959; border-radius: 4px; background: #fff; color: inherit; font: inherit; resize: vertical; }
textarea[aria-invalid="true"], input[aria-invalid="true"] { border: 2px solid #ce0000; }
.password { margin: 8px 0; padding: 8px 12px; border-radius: 4px; background: #f2f2f2; }
.password .line { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0; }
.password .error:empty { display: none; }
input { flex: 1 1 200px; min-width: 0; min-height: 44px; padding: 8px; border: 1px solid #595959; border-radius: 4px; background: #fff; color: inherit; font: inherit; }
select { display: block; width: 100%; min-height: 44px; margin: 4px 0 8px; padding: 8px; border: 1px solid #595959; border-radius: 4px; background: #fff; color: inherit; font: inherit; }
.difference { padding: 8px 12px; border: 1px solid #767676; border-radius: 4px; white-space: pre-wrap; max-height: 40vh; overflow: auto; }
del { background: #fdeeee; color: #a90000; text-decoration: line-through; }
ins { background: #e6f5ec; color: #115a36; text-decoration: underline; font-weight: 700; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
progress { display: block; width: 100%; height: 16px; margin: 4px 0 8px; accent-color: #00118f; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 16px -16px -16px; padding: 8px 16px 16px; background: #fff; }
@media (min-height: 400px) {
  .buttons { position: sticky; bottom: 0; }
  dialog { scroll-padding-bottom: 140px; }
}
button { min-height: 44px; padding: 8px 20px; border: 1px solid #00118f; border-radius: 8px; background: #00118f; color: #fff; font: inherit; font-weight: 700; cursor: pointer; }
button.quiet { background: #fff; color: #00118f; }
button:hover { text-decoration: underline; }
:focus-visible { outline: 4px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d; }
@media (forced-colors: active) { button, .item, dialog { border-color: CanvasText; } }
`;
