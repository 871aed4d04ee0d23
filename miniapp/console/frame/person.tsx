/** The person at the foot of the navigation: language and signing out. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { BellRing, Check, ChevronsUpDown, LogOut, ShieldCheck } from 'lucide-react'
import { useLocation } from 'wouter'
import { signOut } from '../../../service/accounts/contract.ts'
import { languages } from '../../../service/texts/contract.ts'
import {
  operatorWhoAmI,
  setOperatorLanguage,
} from '../../../service/workspaces/contract/operator.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import { forgetTyped } from '../../parts/typed.ts'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useNotices } from '../parts/notices.ts'
import { useMe } from '../session/me.ts'
import { Initials } from '../parts/initials.tsx'
import styles from './frame.module.css'

export function Person() {
  const { t, language, setLanguage } = useText()
  const me = useMe()
  const [, navigate] = useLocation()
  const client = useQueryClient()
  const { refused } = useNotices()
  const choose = useMutation({
    ...tell(setOperatorLanguage),
    onSuccess: (now) => client.setQueryData(keyOf(operatorWhoAmI), now),
    onError: refused,
  })
  const leave = useMutation({
    ...tell(signOut),
    // a fresh page holds nothing of what was seen before
    onSuccess: () => {
      setSignedOut(true)
      forgetTyped()
      location.assign(addresses.home)
    },
    onError: refused,
  })
  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      getPopupContainer={(button) => button.parentElement ?? document.body}
      menu={{
        items: [
          {
            type: 'group',
            label: t('language.title'),
            children: languages.map((one) => ({
              key: one,
              label: <span lang={one}>{languageNames[one]}</span>,
              icon: one === language ? <Check size={16} /> : <span className={styles.noIcon} />,
              onClick: () => {
                setLanguage(one)
                choose.mutate({ body: { language: one } })
              },
            })),
          },
          { type: 'divider' },
          {
            key: 'preferences',
            label: t('frame.preferences'),
            icon: <BellRing size={16} />,
            onClick: () => navigate(addresses.preferences),
          },
          {
            key: 'account',
            label: t('account.title'),
            icon: <ShieldCheck size={16} />,
            onClick: () => navigate(addresses.account),
          },
          {
            key: 'sign-out',
            label: t('frame.signOut'),
            icon: <LogOut size={16} />,
            onClick: () => leave.mutate({ body: { kind: 'operator' } }),
          },
        ],
      }}
    >
      <button type="button" className={styles.person} aria-haspopup="menu">
        <Initials name={me.name} round />
        <span className={styles.personWords}>
          <span className={styles.name}>{me.name}</span>
          <span className={styles.quiet}>{me.email}</span>
        </span>
        <ChevronsUpDown size={16} aria-hidden />
      </button>
    </Dropdown>
  )
}
