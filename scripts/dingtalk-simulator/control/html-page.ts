/** A page that DingTalk itself would serve, plainly marked as simulated. */

export const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const styles = `
:root{color-scheme:light dark;--text:#171a1d;--quiet:#5c6370;--page:#f2f3f5;--card:#fff;--line:#dcdfe6;--blue:#0069d9}
@media (prefers-color-scheme:dark){:root{--text:#f0f1f3;--quiet:#a7adb8;--page:#101214;--card:#1c1f23;--line:#3a3f47;--blue:#4ba3ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:24rem;padding:24px;border-radius:16px;background:var(--card)}
.simulated{display:inline-block;margin:0 0 8px;padding:2px 10px;border:1px dashed var(--quiet);border-radius:99px;color:var(--quiet);font-size:.8rem}
h1{margin:0 0 8px;font-size:1.35rem}
p{margin:0 0 16px}
fieldset{margin:0 0 16px;padding:0;border:0}
legend{margin-bottom:8px;padding:0;color:var(--quiet)}
label{display:flex;align-items:center;gap:12px;min-height:48px;padding:0 12px;border:1px solid var(--line);cursor:pointer}
label+label{border-top:0}
label:first-of-type{border-radius:12px 12px 0 0}label:last-of-type{border-radius:0 0 12px 12px}label:only-of-type{border-radius:12px}
input[type=radio]{width:20px;height:20px;margin:0;accent-color:var(--blue)}
button{width:100%;min-height:48px;margin-top:8px;border:1px solid var(--line);border-radius:12px;background:transparent;color:inherit;font:inherit;cursor:pointer}
.agree{border-color:var(--blue);background:var(--blue);color:#fff}
@media (prefers-color-scheme:dark){.agree{color:#00152e}}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
`

export const htmlPage = (title: string, content: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} (simulated)</title><style>${styles}</style></head><body><main><p class="simulated">Simulated DingTalk</p>${content}</main></body></html>`
