import type { LoaderFunctionArgs } from '@remix-run/node'
import { relayLive } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'

export const loader = async (args: LoaderFunctionArgs) => {
  await requirePermission(args, 'monitoring:read')
  return relayLive(args)
}
