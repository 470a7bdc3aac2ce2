import type { ActionFunctionArgs } from '@remix-run/node'
import { settleAction } from '../ratings/settle.server.ts'

export const action = (args: ActionFunctionArgs) => settleAction(args)
