/*
 * Stands in the page itself, in the JavaScript of 2009: in an engine that is too old for the app it says so.
 * WORDS is put in by the build: for each language its title, and its words for the workspace and the console.
 */
;(function () {
  var words = WORDS
  function chosen() {
    try {
      return localStorage.getItem('partner-workspace.language')
    } catch (error) {
      return null
    }
  }
  function language() {
    var told = /language\/([\w-]+)/i.exec(navigator.userAgent)
    var wanted = [chosen(), told && told[1]].concat(navigator.languages || navigator.language)
    for (var index = 0; index < wanted.length; index += 1) {
      for (var known in words) {
        if (wanted[index] && wanted[index].slice(0, 2) === known.slice(0, 2)) return known
      }
    }
    return 'en'
  }
  function isTooOld() {
    return !(
      'noModule' in document.createElement('script') &&
      'Promise' in window &&
      'any' in Promise &&
      'replaceAll' in String.prototype &&
      'fromEntries' in Object &&
      'flatMap' in Array.prototype &&
      'arrayBuffer' in Blob.prototype &&
      'IntersectionObserver' in window &&
      'Intl' in window &&
      'PluralRules' in Intl
    )
  }
  function knows(selector) {
    try {
      document.querySelector(selector)
      return true
    } catch (error) {
      return false
    }
  }
  var isConsole = /^\/console(\/|$)/.test(location.pathname)
  // antd writes nearly all of its styles with these: without them the console is a heap of words
  function isTooOldForConsole() {
    return !(knows(':where(a)') && 'CSS' in window && CSS.supports('inset', '0'))
  }
  function say() {
    var root = document.getElementById('root')
    if (!root) return
    var said = language()
    var place = document.createElement('main')
    place.className = 'too-old'
    var title = document.createElement('h1')
    var text = document.createElement('p')
    title.appendChild(document.createTextNode(words[said].title))
    text.appendChild(document.createTextNode(words[said][isConsole ? 'console' : 'workspace']))
    place.appendChild(title)
    place.appendChild(text)
    document.documentElement.lang = said
    root.parentNode.replaceChild(place, root)
  }
  if (isTooOld() || (isConsole && isTooOldForConsole())) return say()
  // its files hold words of JavaScript that this engine cannot read
  window.addEventListener('error', function (event) {
    var root = document.getElementById('root')
    if (event.error instanceof SyntaxError && root && !root.firstChild) say()
  })
})()
