/** Marks the page where flex containers have no gap (Safari 14.0), for what `older-styles.ts` writes beside it. */

function isGapMissing(): boolean {
  // `@supports` says yes: grids have had it for long
  const column = document.createElement('div')
  column.style.cssText = 'position: absolute; display: flex; flex-direction: column; row-gap: 1px'
  column.append(document.createElement('div'), document.createElement('div'))
  document.documentElement.append(column)
  const { scrollHeight } = column
  column.remove()
  return scrollHeight !== 1
}

// engines that have `:focus-visible` are younger: nothing is measured there
if (!CSS.supports('selector(:focus-visible)') && isGapMissing()) {
  document.documentElement.dataset['flexGap'] = 'none'
}
