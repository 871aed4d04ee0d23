/** The card of an association request, with the reason once it was rejected. */
import type { StaffMember } from '../../staff/model.ts'
import { listRejectionReasons } from '../../offered-lists/actions.ts'
import type { StoredRejectionReason } from '../../offered-lists/model.ts'
import { wordIn } from '../../offered-lists/rules.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import type { CardParams } from '../view/card.ts'
import { associationRequestCard } from '../view/cards.ts'
import type { Reader } from '../../texts/say.ts'

async function whyRejected({ language }: Reader, member: StaffMember): Promise<string> {
  const { status, rejection } = member
  if (status !== 'rejected' || !rejection) return ''
  const reason = (await listRejectionReasons()).find(({ _id }) => _id === rejection.reason)
  // a reason that asks for own words says nothing by itself
  const name = reason && !reason.ownWords ? wordIn(reason.names, language, reason._id) : ''
  return [name, rejection.note].filter(Boolean).join(' · ')
}

/** @param offered given once *Reject* was pressed: the card then asks for one of these reasons */
export async function requestCard(
  reader: Reader,
  member: StaffMember,
  offered?: readonly StoredRejectionReason[],
): Promise<CardParams> {
  const iso = await findWorkspace(member.iso)
  const why = await whyRejected(reader, member)
  return associationRequestCard(reader, member, iso.name, { why, ...(offered && { offered }) })
}
