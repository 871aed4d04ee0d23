/** Where things are mended: menus of DingTalk's developer console (open-dev.dingtalk.com), in English and as they are written there. */

export const places = {
  environment: 'environment of the service, see .env.example',
  service: 'the service itself, and what stands before it',
  clock: 'clock of this machine: keep it by NTP',
  credentials: 'Basic Information > Credentials and Basic Information (基础信息 > 凭证与基础信息)',
  permissions:
    'Development Settings > Permission Management (开发配置 > 权限管理); then publish a version',
  contactScope:
    'Development Settings > Permission Management > Contact Scope (开发配置 > 权限管理 > 通讯录权限范围): all employees (全部员工)',
  egress:
    'Development Settings > Security Settings > Egress IPs (开发配置 > 安全设置 > 服务器出口IP)',
  events: 'Development Settings > Event Subscription (开发配置 > 事件订阅)',
  security: 'Development Settings > Security Settings (开发配置 > 安全设置)',
  webApp: 'App Capabilities > Web App (应用能力 > 网页应用)',
  robot: 'App Capabilities > Robot (应用能力 > 机器人)',
  cards:
    'Open Capabilities > Card Platform (开放能力 > 卡片平台); its id goes into dingtalk.config.json',
  publish: 'App Release > Version Management and Release (应用发布 > 版本管理与发布)',
  quota: 'Development Settings > API Calls (开发配置 > API调用量); or wait',
} as const

export type Place = keyof typeof places
