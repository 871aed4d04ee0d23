/** Where the console opens: the first page in the navigation of the person. */
import { Redirect } from 'wouter'
import { addresses } from '../addresses.ts'
import { useMayCall } from '../session/me.ts'
import { linksOf, type Place } from './place.ts'

export function Start({ places }: { places: readonly Place[] }) {
  const [first] = linksOf(places, useMayCall())
  // without any, what each person has
  return <Redirect to={first?.href ?? addresses.account} replace />
}
