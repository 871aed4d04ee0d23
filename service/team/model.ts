/** Roles (data, not code) and memberships: which account has which roles in which workspace. */
import mongoose from 'mongoose'
import type { Access, memberStatuses } from './rules.ts'

export interface Role {
  _id: string
  /** Null: predefined, the same for every workspace of its kind. */
  workspace: string | null
  workspaceKind: 'iso' | 'platform'
  name: string
  permissions: string[]
}

const role = new mongoose.Schema<Role>(
  {
    _id: String,
    workspace: { type: String, default: null },
    workspaceKind: { type: String, required: true },
    name: { type: String, required: true },
    permissions: { type: [String], required: true },
  },
  { versionKey: false },
)
role.index({ workspace: 1 })

/** Shard key: workspace. */
export const Roles = mongoose.model<Role>('Role', role, 'roles')

export interface Member {
  _id: string
  workspace: string
  account: string
  /** Ids of roles. */
  roles: string[]
  /** What the member reaches of what the workspace does; all where nothing is said. */
  access?: Access
  status: (typeof memberStatuses)[number]
  /** When it was last relied on as the one that manages the workspace, while another one was removed. */
  reliedOnAt?: Date
  createdAt: Date
}

const member = new mongoose.Schema<Member>(
  {
    _id: String,
    workspace: { type: String, required: true },
    account: { type: String, required: true },
    roles: { type: [String], required: true },
    access: mongoose.Schema.Types.Mixed,
    status: { type: String, required: true },
    reliedOnAt: Date,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
)
member.index({ workspace: 1, account: 1 }, { unique: true })
member.index({ account: 1, createdAt: 1 })

/** Shard key: workspace. */
export const Members = mongoose.model<Member>('Member', member, 'members')
