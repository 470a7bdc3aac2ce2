import type { ActionFunctionArgs } from '@remix-run/node'
import { enrolPasskeyAction } from '../access/passkey.server.ts'

export const action = (args: ActionFunctionArgs) => enrolPasskeyAction(args)
