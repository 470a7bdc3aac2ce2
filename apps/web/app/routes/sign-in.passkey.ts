import type { ActionFunctionArgs } from '@remix-run/node'
import { passkeySignInAction } from '../access/passkey.server.ts'

export const action = (args: ActionFunctionArgs) => passkeySignInAction(args)
