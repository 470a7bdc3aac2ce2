import type { VaultCommand } from '@nq15/domain/petitions'
import { requestProtection, takeProtectionStep } from './keep-protection.ts'
import {
  admitCustodian,
  changePassphrase,
  joinVault,
  lockVault,
  recoverVault,
  retireFromVault,
  setUpVault,
  unlockVault,
} from './keep-vault.ts'
import { askForIdentity, closeOpening, decideOpening, readOpened, readOriginal } from './open-sealed.ts'
import { compareIdentity, nameDenounced, recuseCustodian, sealIdentity } from './seal-identity.ts'
import { sealOriginal } from './seal-original.ts'
import type { Vault, VaultAnswer, VaultCaller } from './vault-calling.ts'

/** Does one command of a caller. */
export function answerVault(vault: Vault, caller: VaultCaller, command: VaultCommand): Promise<VaultAnswer<object>> {
  switch (command.act) {
    case 'set-up':
      return setUpVault(vault, caller, command)
    case 'join':
      return joinVault(vault, caller, command)
    case 'admit':
      return admitCustodian(vault, caller, command)
    case 'retire':
      return retireFromVault(vault, caller, command)
    case 'recover':
      return recoverVault(vault, caller, command)
    case 'change-passphrase':
      return changePassphrase(vault, caller, command)
    case 'unlock':
      return unlockVault(vault, caller, command)
    case 'lock':
      return lockVault(vault, caller, command)
    case 'seal':
      return sealIdentity(vault, caller, command)
    case 'seal-original':
      return sealOriginal(vault, caller, command)
    case 'compare':
      return compareIdentity(vault, caller, command)
    case 'name-respondent':
      return nameDenounced(vault, caller, command)
    case 'recuse':
      return recuseCustodian(vault, caller, command)
    case 'ask':
      return askForIdentity(vault, caller, command)
    case 'approve':
    case 'refuse':
      return decideOpening(vault, caller, { ...command, event: command.act })
    case 'close':
      return closeOpening(vault, caller, command)
    case 'protect':
      return requestProtection(vault, caller, command)
    case 'protection-step':
      return takeProtectionStep(vault, caller, command)
    case 'read-original':
      return readOriginal(vault, caller, command)
    case 'read':
      return readOpened(vault, caller, command)
  }
}
