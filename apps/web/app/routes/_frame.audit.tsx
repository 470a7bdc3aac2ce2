import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { auditAction, auditLoader } from '../access/audit.server.ts'

export { AuditScreen as default } from '../access/audit-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => auditLoader(args)
export const action = (args: ActionFunctionArgs) => auditAction(args)
