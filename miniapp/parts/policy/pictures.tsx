/** Drawings of right and wrong, by the key that a rule of a policy names. They say nothing in words. */
import type { ReactNode } from 'react'
import type { Picture } from '../../../service/agreements/contract/text.ts'
import { Counter, Person, Posm, Shop, Till } from './shapes.tsx'

const drawings: Record<Picture, ReactNode> = {
  store_agrees: (
    <>
      <Person x={32} y={82} />
      <Person x={88} y={82} />
      <Posm x={56} y={80} />
      <path d="M72 8h30a5 5 0 015 5v14a5 5 0 01-5 5h-8l-6 7v-7h-16a5 5 0 01-5-5V13a5 5 0 015-5z" />
      <path d="M80 20l6 6 10-11" stroke="var(--success)" strokeWidth="4" />
    </>
  ),
  opening_hours: (
    <>
      <Shop x={46} y={82} />
      <path d="M54 82v-25l-9 4v25z" fill="var(--accent-soft)" />
      <circle cx="98" cy="26" r="15" fill="var(--card)" />
      <path d="M98 17v9l7 4" />
    </>
  ),
  at_cashier: (
    <>
      <Counter />
      <Till x={38} y={56} />
      <Posm x={74} y={56} />
      <path d="M58 22l5 5M74 16v7M90 22l-5 5" stroke="var(--accent)" />
    </>
  ),
  fixed: (
    <>
      <path d="M18 12h84v62H18z" fill="var(--card)" />
      <g transform="translate(60 72) scale(1.9)">
        <Posm x={0} y={0} />
      </g>
      <g fill="var(--success)" stroke="none">
        <circle cx="43" cy="23" r="4.5" />
        <circle cx="77" cy="23" r="4.5" />
        <circle cx="43" cy="72" r="4.5" />
        <circle cx="77" cy="72" r="4.5" />
      </g>
    </>
  ),
  whole_storefront: (
    <>
      <Shop x={58} y={76} />
      <g stroke="var(--accent)" strokeWidth="4">
        <path d="M8 20V8h12M100 8h12v12M112 72v12h-12M20 84H8V72" />
      </g>
      <circle cx="100" cy="22" r="5" stroke="var(--attention)" />
    </>
  ),
  hidden: (
    <>
      <Counter />
      <Posm x={58} y={56} />
      <path d="M34 56V40h26v16z" fill="var(--sunken)" />
      <path d="M56 56V45h28v11z" fill="var(--sunken)" />
      <path d="M47 40v6M70 45v5" />
    </>
  ),
  loose: (
    <>
      <path d="M18 12h84v62H18z" fill="var(--card)" />
      <g transform="translate(66 72) rotate(24) scale(1.7)">
        <Posm x={0} y={0} />
      </g>
      <circle cx="71" cy="27" r="4.5" fill="var(--danger)" stroke="none" />
      <path d="M36 34c-4 6-6 12-5 19M44 40c-3 5-4 9-3 14" stroke="var(--danger)" />
    </>
  ),
  too_many: (
    <>
      <Counter />
      {[24, 42, 60, 78, 96].map((x) => (
        <Posm key={x} x={x} y={56} />
      ))}
      <Posm x={42} y={28} />
      <Posm x={60} y={28} />
      <Posm x={78} y={28} />
    </>
  ),
  already_there: (
    <>
      <Counter />
      <Posm x={48} y={56} faded />
      <Posm x={74} y={56} />
      <path d="M48 18v8M44 22l4 5 4-5" />
      <path d="M70 20h8" stroke="var(--danger)" strokeWidth="4" />
      <path d="M74 16v8" stroke="var(--danger)" strokeWidth="4" />
    </>
  ),
  reused_photo: (
    <>
      {[8, 66].map((x) => (
        <g key={x} transform={`translate(${x} 20)`} fill="var(--card)">
          <rect width="46" height="50" rx="4" />
          <path d="M6 36l10-14 9 11 6-7 9 10" stroke="var(--accent)" />
          <circle cx="33" cy="13" r="4" stroke="var(--accent)" />
        </g>
      ))}
      <path d="M56 39h8M56 47h8" stroke="var(--danger)" strokeWidth="4" />
    </>
  ),
}

/** Beside the words of its rule, which say the same. */
export const PolicyPicture = ({ of }: { of: Picture }) => (
  <svg
    viewBox="0 0 120 90"
    fill="none"
    stroke="var(--text-2)"
    strokeWidth="2.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {drawings[of]}
  </svg>
)
