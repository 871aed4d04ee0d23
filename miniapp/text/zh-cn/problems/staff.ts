/** Refusals about staff and their imports. */
import type { ProblemWording } from '../../problem-wording.ts'

export const staffProblems = {
  wrong_iso_email: {
    title: '这不是该 ISO 的邮箱',
    remedy: '请向出示二维码的人核对邮箱。',
  },
  bad_phone_number: {
    title: '这个号码无法使用',
    remedy: '请填写一个带区号的手机号，例如 +65 8123 4567。',
  },
  already_staff: { title: '该号码已在您的员工名单中', remedy: '请打开已有的员工记录。' },
  already_decided: { title: '该事项已由他人处理', remedy: '以先处理的结果为准，现已显示。' },
  own_store: {
    title: '该门店的物料由此人铺设',
    remedy: '请由其他人核验。如已提交结果，请先退回，再分配给他人。',
  },
  store_not_agreed: {
    title: '门店尚未同意铺设物料',
    remedy: '请征得门店同意并勾选，然后重新提交。',
  },
  undo_over: { title: '已无法撤销', remedy: '决定发出已超过 10 秒，或已有后续操作，现已生效。' },
  appeal_needs_another: {
    title: '该申诉针对的是您本人的审核结果',
    remedy: '请交由其他审核员处理。',
  },
  with_another_iso: {
    title: '您已属于另一家 ISO',
    remedy:
      '要转到这家，请点左上角的 Alipay Partners 切换；或请先联系该 ISO 移除您，再在这里点“同意”。',
  },
  iso_suspended: {
    title: '这家 ISO 已被暂停',
    remedy: '目前无法加入。您的答复会一直保留待处理：恢复后再点“同意”；恢复时间请咨询该 ISO。',
  },
  join_code_replaced: {
    title: '这个二维码已更换',
    remedy: '请向您的 ISO 获取新的二维码，再扫一次。',
  },
  not_a_spreadsheet: {
    title: '无法将此文件作为表格读取',
    remedy: '请另存为 XLSX 或 CSV（不设密码）后重新选择。',
  },
  spreadsheet_too_large: {
    title: '表格文件太大',
    remedy: '请只保留姓名和手机号，或拆分为多个文件。',
  },
  too_many_rows: {
    title: '一个文件中的人数过多',
    remedy: '每个文件最多 5,000 人，请拆分为多个文件。',
  },
  columns_missing: {
    title: '找不到所需的列',
    remedy: '请像模板那样，将列标题写为“姓名”和“手机号”。',
  },
  two_tables: {
    title: '文件中有两个并排的表格',
    remedy: '“姓名”和“手机号”两列出现了两次。请将第二个表格移到第一个下方，或另存为一个文件。',
  },
  no_rows: { title: '没有可以添加的人员', remedy: '请为每个人填写姓名和手机号。' },
  rows_gone: {
    title: '本次导入的明细已清除',
    remedy: '明细在导入结束后保留 90 天。相关人员可在“员工详情”中查看。',
  },
  encoding_not_chosen: {
    title: '文件中的姓名有多种读法',
    remedy: '请先选择能正确显示姓名的编码，再开始。',
  },
  file_gone: { title: '预览的原文件已不再保留', remedy: '请重新选择文件。' },
  import_changed: { title: '名单已重新检查', remedy: '请查看新的结果后再开始。' },
  no_join_link: {
    title: '钉钉没有提供加入链接',
    remedy: '钉钉组织未开启链接加入。请改为重新发送邀请。',
  },
  wrong_state: { title: '状态已发生变化', remedy: '请重新查看，了解现在可以做什么。' },
} satisfies Partial<ProblemWording>
