/** What one part of the workspace adds to it: screens, what is filled in on the phone, lines on screens of all parts. */
import type { QueryKey, UseQueryOptions } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import { createContext, use, type ComponentType } from 'react'
import type { Kind } from '../../drafts/kind.ts'
import type { Phone } from '../../drafts/memory.ts'
import { later } from '../../parts/later.ts'
import type { formats } from '../../text/format.ts'
import type { Translate } from '../../text/texts.tsx'

/** A screen of its own, loaded when it is opened, or beforehand while there is network. */
export interface Screen {
  /** As wouter takes it; with another first parameter the screen begins from its start. */
  path: string
  load: () => Promise<unknown>
  Page: ComponentType<Record<string, string>>
}

export function screen<Props extends object>(
  path: string,
  load: () => Promise<ComponentType<Props>>,
): Screen {
  const loadPart = async () => ({ default: await load() })
  return { path, load: loadPart, Page: later(loadPart) as unknown as Screen['Page'] }
}

/** A line among what needs the person, a door to what it says. */
export interface Need {
  key: string
  tone: 'stuck' | 'attention' | 'all'
  icon?: LucideIcon
  href: string
  title: string
  words?: string
}

export interface LeftBehind {
  icon: LucideIcon
  words: string
}

export interface Saying {
  t: Translate
  formats: ReturnType<typeof formats>
  phone: Phone
}

/** Lines that are made of one answer of the service. */
export interface Lines<Answer = unknown> {
  asked: UseQueryOptions<Answer, Error, Answer, QueryKey>
  /** What of it needs the person, the most urgent first. */
  needs?(answer: Answer, saying: Saying): readonly Need[]
  /** What a person leaves behind who moves to another ISO. Without an answer it is not known. */
  leftBehind?(answer: Answer | undefined, saying: Saying & { from: string }): readonly LeftBehind[]
}

/** Forgets the type of the answer: the lines of different parts stand in one list. */
export const lines = <Answer>(given: Lines<Answer>) => given as unknown as Lines

export interface Feature {
  screens: readonly Screen[]
  /** What is filled in on the phone. */
  kind?: Kind
  /** A component without a look: fetches what must be there at a store without signal. */
  Beforehand?: ComponentType
  lines?: Lines
}

/** Every part of the workspace, in the order in which its lines are shown and its entries are sent. */
export const FeaturesContext = createContext<readonly Feature[]>([])

export const useFeatures = () => use(FeaturesContext)
