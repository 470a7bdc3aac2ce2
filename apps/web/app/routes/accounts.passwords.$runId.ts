import type { ActionFunctionArgs } from '@remix-run/node'
import { firstPasswordsAction } from '../access/first-passwords.server.ts'

export const action = (args: ActionFunctionArgs) => firstPasswordsAction(args)
