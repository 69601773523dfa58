import type { Site } from '../artifacts/site.ts'
import type { UserInfo } from '../artifacts/userinfo.ts'
import type { WaiverFile } from '../artifacts/waivers.ts'
import type { Whitelist } from '../artifacts/whitelist.ts'
import { aboutCode, aboutPerson, aboutStructure } from './identifiers.ts'
import { type Branch, branch, leaf, leaves } from './tree.ts'

export function inspectSite(site: Site): Branch {
  return {
    name: 'site',
    value: site.name?.value ?? '',
    children: [
      leaf('environment', site.environment),
      leaf('preset', site.preset),
      leaf('endpoint', site.dmp?.endpoint),
      leaf('finessMode', site.dmp?.finessMode),
      ...leaves('directory', site.directory),
      ...leaves('trust', site.trust),
      ...site.structures.map(({ id, name, sector, legalForm, practitioners, finessLegal }) =>
        branch(
          'structure',
          [
            leaf('name', name),
            leaf('sector', sector, sector && aboutCode('TRE_R02', sector.value)),
            leaf('legalForm', legalForm),
            leaf('finessLegal', finessLegal),
            ...leaves('practitioner', practitioners, aboutPerson),
          ],
          id.value,
          aboutStructure(id.value),
        ),
      ),
      ...site.operators.map(({ key, name, siret, structId }) =>
        branch('operator', [leaf('name', name), leaf('siret', siret), leaf('structId', structId)], key.value),
      ),
      ...site.proxies.map(({ key, serves, space }) =>
        branch('proxy', [leaf('space', space), ...leaves('serves', serves)], key.value),
      ),
      ...site.systems.map(({ key, kind, structures, pacs, authentication }) =>
        branch(
          'system',
          [
            leaf('kind', kind),
            leaf('authentication', authentication),
            ...leaves('structure', structures),
            ...pacs.map(({ name, fqdn }) => leaf('pacs', `${name.value} ${fqdn?.value ?? ''}`)),
          ],
          key.value,
        ),
      ),
      ...site.certificates.map(({ file, usage, system, server }) =>
        branch('certificate', [leaf('usage', usage), leaf('system', system), leaf('server', server)], file.value),
      ),
      leaf('whitelist', site.whitelist?.file),
      ...site.exchanges.map(({ name, token, submission }) =>
        branch('exchange', [leaf('token', token), leaf('submission', submission)], name?.value ?? ''),
      ),
      ...site.defects.map(({ at, detail }) => leaf('defect', at.path, detail)),
    ].filter(child => child !== undefined),
  }
}

export function inspectUserInfo(userinfo: UserInfo): Branch {
  return {
    name: 'UserInfo',
    children: [
      leaf(
        'SubjectNameID',
        userinfo.subjectNameId,
        userinfo.subjectNameId && aboutPerson(userinfo.subjectNameId.value),
      ),
      leaf('SubjectOrganization', userinfo.subjectOrganization),
      leaf('SubjectOrganizationID', userinfo.subjectOrganizationId),
      leaf('Secteur_Activite', userinfo.sector),
      ...leaves('SubjectRole', userinfo.subjectRoles),
      ...userinfo.activities.map(({ structureId, raisonSociale, sectorCode, mode, siret, finessSite, finessLegal }) =>
        branch('activity', [
          leaf('structure', structureId, structureId && aboutStructure(structureId.value)),
          leaf('raisonSociale', raisonSociale),
          leaf('sector', sectorCode, sectorCode && aboutCode('TRE_R02', sectorCode.value)),
          leaf('mode', mode),
          leaf('siret', siret),
          leaf('finessSite', finessSite),
          leaf('finessLegal', finessLegal),
        ]),
      ),
    ].filter(child => child !== undefined),
  }
}

export function inspectWhitelist(whitelist: Whitelist): Branch {
  return {
    name: 'whitelist',
    value: String(whitelist.entries.length),
    children: whitelist.entries
      .map(({ id, db, vi, name, operatorDn, updated }) =>
        branch(
          'Domaine',
          [
            leaf('db', db),
            leaf('vi', vi),
            leaf('Denomination', name),
            leaf('DNCertificatOperateur', operatorDn),
            leaf('DateMAJ', updated),
          ],
          id?.value ?? '',
        ),
      )
      .filter(child => child !== undefined),
  }
}

export function inspectWaivers({ waivers, baseline }: WaiverFile): Branch {
  return {
    name: 'waivers',
    children: [
      ...waivers.map(({ rule, artifact, expires, reason }) =>
        branch('waiver', [leaf('artifact', artifact), leaf('expires', expires), leaf('reason', reason)], rule.value),
      ),
      baseline.length > 0 ? leaf('baseline', baseline.length) : undefined,
    ].filter(child => child !== undefined),
  }
}
