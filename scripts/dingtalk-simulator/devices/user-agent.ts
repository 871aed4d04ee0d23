/** The user agents of DingTalk's web views, by which pages and `dingtalk-jsapi` know where they are. */
import type { StoredPerson } from '../state/shapes/people.ts'

export const dingtalkVersion = '7.6.50'

export function userAgentOf(person: Pick<StoredPerson, 'device' | 'language'>) {
  if (person.device === 'phone')
    return `Mozilla/5.0 (Linux; U; Android 14; ${person.language}; SM-A546E Build/UP1A.231005.007) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.230 Mobile Safari/537.36 AliApp(DingTalk/${dingtalkVersion}) com.alibaba.android.rimet/42155325 Channel/10006872 language/${person.language} abi/64 Simulated/1`
  return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) dingtalk-win/1.0.0 nw(0.14.7) Chrome/120.0.6099.230 Safari/537.36 DingTalk(${dingtalkVersion}-Release.20241101) Mojo/1.0.0 Native AppType(release) Simulated/1`
}
