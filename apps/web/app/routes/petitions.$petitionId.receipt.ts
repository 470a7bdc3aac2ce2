import type { ActionFunctionArgs } from '@remix-run/node'
import { receiptAction } from '../petitions/letter.server.ts'

export const action = (args: ActionFunctionArgs) => receiptAction(args)
