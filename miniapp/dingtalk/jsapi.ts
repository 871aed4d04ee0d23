/** The few calls of DingTalk's client that we use; loaded only inside DingTalk. */
import dd from 'dingtalk-jsapi/entry/union'
import { requestAuthCode$ as olderAuthCode } from 'dingtalk-jsapi/api/runtime/permission/requestAuthCode'
import { closePage$ as closePage } from 'dingtalk-jsapi/api/union/closePage'
import { getLocation$ as getLocation } from 'dingtalk-jsapi/api/union/getLocation'
import { getNetworkType$ as getNetworkType } from 'dingtalk-jsapi/api/union/getNetworkType'
import { openLink$ as openLink } from 'dingtalk-jsapi/api/union/openLink'
import { requestAuthCode$ as requestAuthCode } from 'dingtalk-jsapi/api/union/requestAuthCode'
import { scan$ as scan } from 'dingtalk-jsapi/api/union/scan'
import { setClipboard$ as setClipboard } from 'dingtalk-jsapi/api/union/setClipboard'
import { setNavigationTitle$ as setNavigationTitle } from 'dingtalk-jsapi/api/union/setNavigationTitle'

export {
  closePage,
  dd,
  getLocation,
  getNetworkType,
  olderAuthCode,
  openLink,
  requestAuthCode,
  scan,
  setClipboard,
  setNavigationTitle,
}
