import type { ValidCase } from '../../src/testing/cases.ts'
import { type ExchangeFacts, reportExchange } from '../../src/testing/exchange.ts'
import {
  AMBULATORY,
  type Doctor,
  doctorId,
  type Patient,
  RADIOLOGY,
  SECTORS,
  type Structure,
  xcn,
  xon,
} from '../../src/testing/facts.ts'
import { finess, ins, rpps } from '../../src/testing/identifiers.ts'
import { INVISIBLE_TO_PATIENT, MASKED_TO_PROFESSIONALS, NORMAL, REPORT_FORMAT } from '../../src/testing/submission.ts'
import { role } from '../../src/testing/token.ts'
import type { World } from '../../src/testing/world.ts'
import { companySites } from '../../src/testing/worlds/company-sites.ts'
import { connectedDoctor } from '../../src/testing/worlds/connected-doctor.ts'
import { direct } from '../../src/testing/worlds/direct.ts'
import { drimboxSharedProxy, drimboxThreePacs } from '../../src/testing/worlds/drimbox.ts'
import { gie } from '../../src/testing/worlds/gie.ts'
import { hospitalEjEg } from '../../src/testing/worlds/hospital.ts'
import { practice } from '../../src/testing/worlds/parts.ts'
import { chestCt, kneeMri, ODELINE, TERRIEN, VALMONT } from '../../src/testing/worlds/people.ts'
import { scmPool } from '../../src/testing/worlds/scm-pool.ts'
import { selarl } from '../../src/testing/worlds/selarl.ts'
import { testSite } from '../../src/testing/worlds/test-site.ts'

const FORMER_ENTRY = 'urn:uuid:3f0c9c1e-7d2a-4f5b-8a16-5b9e4d2c1a77'

/** The first structure of a world, as an exchange tells it. */
const structureOf = (world: World): Structure => ({
  id: world.structure.id,
  name: world.structure.name ?? '',
  sector: SECTORS[(world.structure.sector ?? 'SA09') as keyof typeof SECTORS],
  practiceSetting: AMBULATORY,
})

/** Puts another exchange in the place of the first. */
function send(world: World, facts: Partial<ExchangeFacts>): void {
  world.exchanges[0] = reportExchange({
    number: 1,
    patient: ODELINE,
    doctor: VALMONT,
    structure: structureOf(world),
    study: chestCt(1),
    ...facts,
  })
}

/** A patient with traits of its own. */
const patient = (matricule: string, traits: Partial<Patient>): Patient => ({
  ...ODELINE,
  ins: ins(matricule),
  ...traits,
})

/** Makes a practitioner of the first structure of somebody. */
function engage(world: World, doctor: Doctor): void {
  const { siret, finessSite, finessLegal } = world.directory[0]!
  world.structure.practitioners!.push(doctorId(doctor))
  world.directory.push(
    practice(doctor, structureOf(world), {
      ...(siret === undefined ? {} : { siret }),
      ...(finessSite === undefined ? {} : { finessSite }),
      ...(finessLegal === undefined ? {} : { finessLegal }),
    }),
  )
}

/** Everybody who signs an exchange validates and sends it: metadata, document and token. */
const DOCTOR = (family: string, given: string, n: number): Doctor => ({
  rpps: rpps(`19000000${n}`),
  family,
  given,
  specialty: RADIOLOGY,
})

const people: readonly ValidCase[] = [
  {
    name: 'a patient born in Corsica',
    world: selarl,
    change: w => send(w, { patient: patient('285062A999001', { birthPlace: '2A999' }) }),
  },
  {
    name: 'a patient born in Upper Corsica',
    world: selarl,
    change: w =>
      send(w, { patient: patient('172032B999002', { birthPlace: '2B999', sex: 'M', birthDate: '19720305' }) }),
  },
  {
    name: 'a patient born in an overseas department',
    world: selarl,
    change: w => send(w, { patient: patient('2850697499001', { birthPlace: '97499' }) }),
  },
  {
    name: 'a patient born abroad',
    world: selarl,
    change: w => send(w, { patient: patient('2850699999001', { birthPlace: '99999' }) }),
  },
  {
    name: 'a newborn of the day',
    world: selarl,
    change: w => send(w, { patient: patient('2261169999001', { birthDate: '20261120' }) }),
  },
  {
    name: 'a patient of a hundred and two years',
    world: selarl,
    change: w => send(w, { patient: patient('2240269999001', { birthDate: '19240229' }) }),
  },
  {
    name: 'an INS of the NIA',
    world: selarl,
    change: w => send(w, { patient: patient('8850669999001', { insOid: '1.2.250.1.213.1.4.9' }) }),
  },
  {
    name: 'a name with apostrophe, hyphen and accents',
    world: selarl,
    change: w => send(w, { patient: { ...ODELINE, family: "D'ARC-L'HÉRMITE", given: 'ANNE-ÉLISE' } }),
  },
  {
    name: 'an ampersand in the name of the structure',
    world: selarl,
    change: w => {
      w.structure.name = 'SELARL DUPONT & FILS'
      const name = 'SELARL DUPONT \\T\\ FILS'
      w.submission.author.institution(xon(name, w.structure.id))
      w.submission.signatureEntry!.author.institution(xon(name, w.structure.id))
      w.entry.author.institution(xon(name, w.structure.id))
    },
  },
  {
    name: 'a doctor with apostrophe, hyphen and accents',
    world: selarl,
    change: w => {
      const doctor = DOCTOR("O'BRIEN-LÉVÊQUE", 'MARIE-JOSÉ', 21)
      engage(w, doctor)
      send(w, { doctor })
    },
  },
  {
    name: 'a name with a particle and a space',
    world: selarl,
    change: w => {
      const doctor = DOCTOR('DE LA TOUR', 'JEAN PIERRE', 22)
      engage(w, doctor)
      send(w, { doctor })
    },
  },
  {
    name: 'a replacement doctor under the RPPS-rang of the holder',
    world: scmPool,
    change: w => {
      const holder = w.site.structures[1]!
      holder.practitioners!.push(doctorId(TERRIEN))
      w.directory.push(
        practice(TERRIEN, { ...structureOf(w), id: holder.id, name: holder.name!, sector: SECTORS.SA08 }),
      )
      w.exchanges[0] = reportExchange({
        number: 21,
        patient: ODELINE,
        doctor: TERRIEN,
        structure: { id: holder.id, name: holder.name!, sector: SECTORS.SA08, practiceSetting: AMBULATORY },
        study: chestCt(21),
      })
    },
  },
  {
    name: 'a report of two authors',
    world: selarl,
    change: w => {
      w.entry.authors.push(
        w.entry.author
          .copy()
          .person(xcn(doctorId(TERRIEN), TERRIEN.family, TERRIEN.given))
          .specialty('G15_10/SM74^Médecin - Radiologie et imagerie médicale (SM)^1.2.250.1.213.1.1.4.5'),
      )
      const [author] = w.report.fields.authors
      w.report.fields.authors.push({
        ...author!,
        ids: [{ root: '1.2.250.1.71.4.2.1', extension: doctorId(TERRIEN) }],
        family: TERRIEN.family,
        given: TERRIEN.given,
        code: {
          code: 'G15_10/SM74',
          system: '1.2.250.1.213.1.1.4.5',
          label: 'Médecin - Radiologie et imagerie médicale (SM)',
        },
      })
    },
  },
  {
    name: 'the AM number of the doctor beside the RPPS in the document',
    world: selarl,
    change: w => {
      const { ids } = w.report.fields.legalAuthenticator!
      w.report.legalAuthenticator({ ids: [...ids, { root: '1.2.250.1.215.300.5', extension: '691234567' }] })
    },
  },
]

const identifiers: readonly ValidCase[] = [
  {
    name: 'a FINESS of Corsica',
    world: gie,
    change: w => {
      const id = `1${finess('2A000099')}`
      w.structure.id = id
      w.structure.practitioners = [VALMONT, TERRIEN].map(doctorId)
      w.directory = w.directory.map(row => ({ ...row, structure: id, finessSite: id.slice(1) }))
      w.system('ris-1').structures = [id]
      w.exchanges[0] = reportExchange({
        number: 81,
        form: 'soap',
        patient: ODELINE,
        doctor: VALMONT,
        structure: { ...structureOf(w), id, sector: SECTORS.SA30 },
        study: chestCt(81),
      })
    },
  },
  {
    name: 'a token, certificates and submission on one FINESS juridique of a single site',
    world: gie,
    change: w => {
      const id = `1${w.structure.finessLegal}`
      w.exchanges[0] = reportExchange({
        number: 81,
        form: 'soap',
        patient: ODELINE,
        doctor: VALMONT,
        structure: { ...structureOf(w), sector: SECTORS.SA30 },
        tokenStructure: id,
        study: chestCt(81),
      })
    },
  },
  {
    name: 'both tokens of the hospital name the EG',
    world: hospitalEjEg,
    change: w => w.exchanges[1]!.token!.structure(w.site.structures[1]!.id),
  },
  {
    name: 'both tokens of the hospital name the EJ',
    world: hospitalEjEg,
    change: w => w.exchanges[0]!.token!.structure(`1${w.structure.finessLegal}`),
  },
  {
    name: 'the site links EJ and EG, the directory is not given',
    world: hospitalEjEg,
    change: w => {
      w.directory = []
    },
  },
  {
    name: 'prefix 5 read as 1 nowhere, prefix 1 everywhere, certificates as PEM chain',
    world: hospitalEjEg,
    change: w => w.stored('dmp-auth', 'chain').stored('dmp-sign', 'chain').stored('insi', 'der'),
  },
  {
    name: 'UUID-derived OIDs',
    world: selarl,
    change: w => {
      const oid = '2.25.329800735698586629295641978511506172918'
      w.report.set('id', oid)
      w.entry.uniqueId(oid)
    },
  },
]

const metadata: readonly ValidCase[] = [
  {
    name: 'a report masked to professionals and to the patient',
    world: selarl,
    change: w => w.entry.code('confidentialityCode', NORMAL, MASKED_TO_PROFESSIONALS, INVISIBLE_TO_PATIENT),
  },
  {
    name: 'two modalities and two regions',
    world: selarl,
    change: w => {
      const study = chestCt(1)
      w.entry.code('eventCodeList', study.act, study.modality, study.region, kneeMri(1).modality, kneeMri(1).region)
      w.report.raw(xml =>
        xml.replace(
          '</code><effectiveTime><low',
          `<translation code="MR" codeSystem="1.2.840.10008.2.16.4" displayName="Résonance magnétique"><qualifier><name code="121139" codeSystem="1.2.840.10008.2.16.4" displayName="Modalité d'imagerie"></name></qualifier></translation><translation code="61685007" codeSystem="2.16.840.1.113883.6.96" displayName="membre inférieur"><qualifier><name code="39111-0" codeSystem="2.16.840.1.113883.6.1" displayName="Localisation anatomique"></name></qualifier></translation></code><effectiveTime><low`,
        ),
      )
    },
  },
  {
    name: 'a structured report (level 3)',
    world: selarl,
    change: w => {
      w.report.structured()
      w.entry.code('formatCode', REPORT_FORMAT)
    },
  },
  {
    name: 'a replacement of a version fed before',
    world: selarl,
    change: w => {
      w.report.set('versionNumber', '2').set('replaces', '2.25.11897534.20.900')
      w.submission.replaces(FORMER_ENTRY)
    },
  },
  {
    name: 'two reports of two studies in one submission',
    world: selarl,
    change: w => {
      const other = reportExchange({
        number: 2,
        patient: ODELINE,
        doctor: VALMONT,
        structure: structureOf(w),
        study: kneeMri(2),
      })
      const [entry] = other.submission.entries
      entry!.id = 'Document02'
      entry!.attachment = { ...entry!.attachment!, file: 'report-2.xml' }
      w.submission.entries.push(entry!)
    },
  },
  {
    name: 'a device that sends, the doctor responsible in the token',
    world: selarl,
    change: w => {
      const device = `5${w.structure.id.slice(1)}/RIS1^IMAGO RIS^7.2^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI`
      w.submission.author.person(device).without('authorSpecialty').without('authorRole')
      w.submission.signatureEntry!.author.person(device).without('authorSpecialty').without('authorRole')
      w.submission.signatureEntry!.legalAuthenticator(device)
    },
  },
  {
    name: 'comments on submission and document',
    world: selarl,
    change: w => {
      w.submission.comments("Envoi automatique à la validation ; l'original reste au cabinet.")
      w.entry.comments('Compte rendu relu & validé')
    },
  },
  {
    name: 'no comments, no title of the submission',
    world: selarl,
    change: w => w.submission.title(undefined),
  },
  {
    name: 'a patientId with the date of its allocation',
    world: selarl,
    change: w => {
      const cx = `${ODELINE.ins}^^^&${ODELINE.insOid}&ISO^NH^^20210104`
      w.submission.patientId(cx)
      w.entry.patient = cx
      w.submission.signatureEntry!.patient = cx
    },
  },
  {
    name: 'an INS as sourcePatientId',
    world: selarl,
    change: w => w.entry.slot('sourcePatientId', `${ODELINE.ins}^^^&${ODELINE.insOid}&ISO^NH`),
  },
  {
    name: 'a name in use beside the birth name, several given names',
    world: selarl,
    change: w =>
      w.entry.slot(
        'sourcePatientInfo',
        'PID-5|FICTIVE^ODELINE^ODELINE MARIE^^^^L',
        'PID-5|EXEMPLE^ODELINE^^^^^D',
        'PID-7|19850612',
        'PID-8|F',
        'PID-11|^^^^^^BDL^^69999',
        'PID-23|69999',
      ),
  },
  {
    name: 'slots in the reverse order',
    world: selarl,
    change: w =>
      w.submission.raw(xml =>
        xml.replace(/(<ExtrinsicObject [^>]*>)((?:<Slot .*?<\/Slot>)+)/gs, (_, open: string, slots: string) => {
          return open + (slots.match(/<Slot .*?<\/Slot>/gs) ?? []).reverse().join('')
        }),
      ),
  },
  {
    name: 'namespaces under other prefixes',
    world: selarl,
    change: w =>
      w.submission.raw(xml =>
        xml
          .replaceAll('lcm:', 'ns7:')
          .replace('xmlns:lcm=', 'xmlns:ns7=')
          .replace(
            / xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"/,
            ' xmlns:ns3="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"',
          )
          .replace(/<(\/?)(?!ns7:|\/)([A-Z])/g, '<$1ns3:$2'),
      ),
  },
  {
    name: 'metadata indented with line ends of Windows',
    world: selarl,
    change: w => w.submission.raw(xml => xml.replaceAll('><', '>\r\n  <')),
  },
  {
    name: 'entries named by urn:uuid',
    world: selarl,
    change: w => {
      w.entry.id = 'urn:uuid:5a2f7d3e-11c4-4b1c-9e55-2f6d3a9b1c01'
    },
  },
  {
    name: 'a message with blanks of an editor around texts',
    world: selarl,
    change: w => w.exchange.envelope.edits.push(xml => xml.replaceAll('><wsse', '>\n<wsse')),
  },
]

const times: readonly ValidCase[] = [
  {
    name: 'a report of the leap day',
    world: selarl,
    change: w => {
      w.at = '2028-03-01'
      w.directoryDate = '2028-02-25'
      for (const name of Object.keys(w.certificates))
        w.reissue(name, { notBefore: '2026-09-01T08:00:00Z', notAfter: '2029-09-01T08:00:00Z' })
      const study = { ...chestCt(1), start: '20280229094000+0100', stop: '20280229100500+0100' }
      send(w, { study, effectiveTime: '20280229103000+0100' })
      w.submission.submissionTime('20280229093500')
      w.submission
        .signatureEntry!.slot('creationTime', '20280229093500')
        .slot('serviceStartTime', '20280229093500')
        .slot('serviceStopTime', '20280229093500')
      w.submission.signing.signingTime = '2028-02-29T10:34:59+01:00'
      w.token.issueInstant('2028-02-29T09:34:58Z').authnInstant('2028-02-29T07:02:11Z')
      if (w.site.whitelist) w.site.whitelist.fetched = '2028-02-29'
    },
  },
  {
    name: 'a report in the hour that DST repeats',
    world: selarl,
    change: w => {
      const study = { ...chestCt(1), start: '20261025021000+0200', stop: '20261025023000+0200' }
      send(w, { study, effectiveTime: '20261025021000+0100' })
      w.submission.submissionTime('20261025012000')
      w.submission
        .signatureEntry!.slot('creationTime', '20261025012000')
        .slot('serviceStartTime', '20261025012000')
        .slot('serviceStopTime', '20261025012000')
      w.submission.signing.signingTime = '2026-10-25T02:20:00+01:00'
      w.token.issueInstant('2026-10-25T01:20:00Z').authnInstant('2026-10-24T22:02:11Z')
    },
  },
  {
    name: 'the time zone of La Réunion',
    world: selarl,
    change: w => {
      const study = { ...chestCt(1), start: '20261120124000+0400', stop: '20261120130500+0400' }
      send(w, { study, effectiveTime: '20261120133000+0400' })
    },
  },
  {
    name: 'the time zone of Martinique, over midnight in UTC',
    world: selarl,
    change: w => {
      const study = { ...chestCt(1), start: '20261119203000-0400', stop: '20261119205500-0400' }
      send(w, { study, effectiveTime: '20261119210000-0400' })
    },
  },
  {
    name: 'fractions of a second in the token',
    world: selarl,
    change: w => w.token.issueInstant('2026-11-20T09:34:58.123Z').authnInstant('2026-11-20T07:02:11.001Z'),
  },
  {
    name: 'an examination of a month ago',
    world: selarl,
    change: w => send(w, { study: { ...chestCt(1), start: '20261020094000+0200', stop: '20261020100500+0200' } }),
  },
  {
    name: 'certificates of the day before',
    world: selarl,
    change: w => {
      for (const name of Object.keys(w.certificates))
        w.reissue(name, { notBefore: '2026-11-19T08:00:00Z', notAfter: '2029-11-19T08:00:00Z' })
    },
  },
  {
    name: 'conditions around the instant of the token',
    world: selarl,
    change: w => w.token.conditions({ notBefore: '2026-11-20T09:30:00Z', notOnOrAfter: '2026-11-20T10:30:00Z' }),
  },
]

const files: readonly ValidCase[] = [
  {
    name: 'a description with BOM and line ends of Windows',
    world: selarl,
    change: w => w.yaml(text => `\uFEFF${text.replaceAll('\n', '\r\n')}`),
  },
  {
    name: 'PEM files with line ends of Windows and bag attributes',
    world: selarl,
    change: w => {
      const path = [...w.extraFiles.keys()].find(key => key.startsWith('igc/'))!
      w.extraFiles.set(
        path,
        `Bag Attributes\r\n    friendlyName: AC\r\nsubject=/C=FR\r\n${String(w.extraFiles.get(path)).replaceAll('\n', '\r\n')}`,
      )
    },
  },
  {
    name: 'certificates in DER and in modern containers, the leaf last',
    world: selarl,
    change: w => {
      w.stored('dmp-auth', 'der').stored('dmp-sign', 'p12', { form: 'modern', leafLast: true }).stored('insi', 'chain')
      w.listed('dmp-sign').passwordEnv = 'DMP_P12'
      w.passwords.DMP_P12 = 'imagerie'
    },
  },
  {
    name: 'a capture with its HTTP head',
    world: selarl,
    change: w => {
      w.exchange.form = 'mtom-http'
    },
  },
  {
    name: 'files apart',
    world: selarl,
    change: w => {
      w.exchange.form = 'files'
    },
  },
  {
    name: 'one SOAP file',
    world: selarl,
    change: w => {
      w.exchange.form = 'soap'
    },
  },
  {
    name: 'a report with BOM',
    world: selarl,
    change: w => {
      const { attachment } = w.entry
      w.entry.attachment = { ...attachment!, bytes: () => Buffer.concat([Buffer.from('\uFEFF'), attachment!.bytes()]) }
    },
  },
]

const modes: readonly ValidCase[] = [
  {
    name: 'AIR in a browser',
    world: () => connectedDoctor(),
    change: w => w.token.authnContextDecl('APP_BROWSER_AUTH'),
  },
  {
    name: 'AIR with another installed practice named first',
    world: () => connectedDoctor(() => {}, TERRIEN),
    change: w => {
      send(w, { doctor: TERRIEN })
      w.token.mode('INDIRECTE_RENFORCEE').authnContextDecl('APP_BROWSER_AUTH')
    },
  },
  {
    name: 'a manual feed',
    world: selarl,
    change: w => {
      w.system('ris-1').automaticFeed = false
    },
  },
  {
    name: 'the sender is a colleague of the doctor who validates',
    world: selarl,
    change: w => {
      w.system('ris-1').automaticFeed = false
      const sender = xcn(doctorId(TERRIEN), TERRIEN.family, TERRIEN.given)
      const specialty = 'G15_10/SM74^Médecin - Radiologie et imagerie médicale (SM)^1.2.250.1.213.1.1.4.5'
      w.submission.author.person(sender).specialty(specialty)
      w.submission.signatureEntry!.author.person(sender).specialty(specialty)
      w.submission.signatureEntry!.legalAuthenticator(sender)
      w.token
        .nameId(doctorId(TERRIEN))
        .subjectId('HUGO TERRIEN')
        .roles(
          role('10', '1.2.250.1.71.1.2.7', 'Médecin'),
          role('SM74', '1.2.250.1.71.4.2.5', 'Radiologie et imagerie médicale (SM)'),
        )
    },
  },
]

const imaging: readonly ValidCase[] = [
  {
    name: 'a KOS of several series',
    world: drimboxSharedProxy,
    change: w => {
      const { studyInstanceUid } = w.kos.fields
      w.kos.fields.series.push({
        uid: `${studyInstanceUid}.2`,
        instances: [1, 2, 3].map(n => ({
          sopClassUid: '1.2.840.10008.5.1.4.1.1.88.67',
          uid: `${studyInstanceUid}.2.${n}`,
        })),
      })
    },
  },
  { name: 'a KOS in implicit VR', world: drimboxSharedProxy, change: w => void w.kos.implicit() },
  {
    name: 'a KOS that replaces another',
    world: drimboxThreePacs,
    change: w => w.submission.replaces(FORMER_ENTRY),
  },
  {
    name: 'a company whose doctors work at both sites, the second site validates',
    world: companySites,
    change: w => w.exchanges.reverse(),
  },
]

const tokens: readonly ValidCase[] = [
  {
    name: 'typed attribute values, FriendlyName and NameFormat',
    world: selarl,
    change: w =>
      w.token.raw(
        xml =>
          xml
            .replaceAll(
              '<saml2:AttributeValue>3.0',
              '<saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">3.0',
            )
            .replaceAll(
              '<saml2:Attribute Name="VIHF_Version">',
              '<saml2:Attribute FriendlyName="Version" Name="VIHF_Version" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">',
            ),
        'before-signing',
      ),
  },
  {
    name: 'a token indented before it is signed',
    world: selarl,
    change: w => w.token.raw(xml => xml.replaceAll('><', '>\n<'), 'before-signing'),
  },
  {
    name: 'SubjectConfirmation, SessionIndex and SubjectLocality',
    world: selarl,
    change: w =>
      w.token.raw(
        xml =>
          xml
            .replace(
              '</saml2:NameID>',
              '</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"></saml2:SubjectConfirmation>',
            )
            .replace(
              /(<saml2:AuthnStatement AuthnInstant="[^"]*")>/,
              '$1 SessionIndex="s42"><saml2:SubjectLocality Address="10.1.2.3"></saml2:SubjectLocality>',
            ),
        'before-signing',
      ),
  },
  {
    name: 'a list of inclusive prefixes',
    world: selarl,
    change: w => w.token.signature({ inclusivePrefixes: 'xs xsi' }),
  },
  {
    name: 'the chain of the signer in the token',
    world: selarl,
    change: w => w.token.signature({ furtherCertificates: [w.certificate('dmp-sign')] }),
  },
]

const documents: readonly ValidCase[] = [
  {
    name: 'a document under the prefix of its schema',
    world: selarl,
    change: w =>
      w.report.raw(xml =>
        xml
          .replace(' xmlns="urn:hl7-org:v3"', '')
          .replace(' xmlns:xsi=', ' xmlns:v3="urn:hl7-org:v3" xmlns:xsi=')
          .replace(/<(\/?)(?!ps3-20:)([A-Za-z])/g, '<$1v3:$2'),
      ),
  },
  {
    name: 'a document indented',
    world: selarl,
    change: w => w.report.raw(xml => xml.replaceAll('><', '>\n  <')),
  },
  {
    name: 'addresses and telecoms everywhere, comments',
    world: selarl,
    change: w =>
      w.report.raw(xml =>
        xml
          .replaceAll(
            '<assignedPerson>',
            '<addr><streetAddressLine>1 rue du Parc</streetAddressLine><postalCode>69999</postalCode><city>EXEMPLE</city></addr><telecom use="WP" value="tel:+33100000000"></telecom><assignedPerson>',
          )
          .replace(
            '<patient>',
            '<addr nullFlavor="NASK"></addr><telecom nullFlavor="UNK"></telecom><!-- identité qualifiée --><patient>',
          ),
      ),
  },
  {
    name: 'a referring doctor, a guardian and an authenticator',
    world: selarl,
    change: w =>
      w.report.raw(xml =>
        xml.replace(
          '<inFulfillmentOf>',
          `<participant typeCode="REF"><time value="20261115"></time><associatedEntity classCode="PROV"><id extension="${doctorId(TERRIEN)}" root="1.2.250.1.71.4.2.1"></id><associatedPerson><name><family>TERRIEN</family><given>HUGO</given></name></associatedPerson></associatedEntity></participant><inFulfillmentOf>`,
        ),
      ),
  },
  {
    name: 'two accession numbers of one request',
    world: selarl,
    change: w => {
      const [accession, ...others] = w.entry.slots.get('urn:ihe:iti:xds:2013:referenceIdList')!
      w.entry.slot(
        'urn:ihe:iti:xds:2013:referenceIdList',
        accession!,
        accession!.replace('ACC2026', 'ACC2027'),
        ...others,
      )
      w.report.raw(xml =>
        xml.replace(
          /(<ps3-20:accessionNumber[^>]*extension=")ACC2026([^>]*><\/ps3-20:accessionNumber>)/,
          (whole, a, b) => `${whole}${a}ACC2027${b}`,
        ),
      )
    },
  },
  {
    name: 'an act of the CCAM beside that of LOINC',
    world: selarl,
    change: w => {
      const study = chestCt(1)
      w.entry.code('eventCodeList', study.act, study.modality, study.region, {
        code: 'ZBQK001',
        system: '1.2.250.1.213.2.5',
        label: 'Radiographie du thorax',
      })
      w.report.raw(xml =>
        xml.replace(
          '<translation code="CT"',
          '<translation code="ZBQK001" codeSystem="1.2.250.1.213.2.5" displayName="Radiographie du thorax"></translation><translation code="CT"',
        ),
      )
    },
  },
  {
    name: 'the act is of the CCAM alone',
    world: selarl,
    change: w => {
      const ccam = { code: 'ZBQK001', system: '1.2.250.1.213.2.5', label: 'Radiographie du thorax' }
      send(w, { study: { ...chestCt(1), act: ccam } })
    },
  },
  {
    name: 'hash in capitals',
    world: selarl,
    change: w =>
      w.submission.raw(xml =>
        xml.replace(
          /(<Slot name="hash"><ValueList><Value>)([0-9a-f]+)/g,
          (_, a: string, b: string) => a + b.toUpperCase(),
        ),
      ),
  },
  {
    name: 'several authorInstitution, legal entity and site',
    world: hospitalEjEg,
    change: w => {
      const values = [
        xon('CENTRE HOSPITALIER DE VALBOURG', `1${w.structure.finessLegal}`),
        xon(w.structure.name!, w.structure.id),
      ]
      w.submission.author.institution(...values)
      w.submission.signatureEntry!.author.institution(...values)
      w.entry.author.institution(...values)
    },
  },
  {
    name: 'a historical document with the legal person as second author',
    world: selarl,
    change: w => {
      const left = DOCTOR('PARTI', 'ODILON', 23)
      send(w, { doctor: left })
      const legal = w.entry.author.copy().person(xcn(w.structure.id, w.structure.name!, ''))
      w.entry.authors.push(legal)
      w.token.nameId(doctorId(VALMONT)).subjectId('CLAIRE VALMONT')
      w.submission.author.person(xcn(doctorId(VALMONT), 'VALMONT', 'CLAIRE'))
      w.submission.signatureEntry!.author.person(xcn(doctorId(VALMONT), 'VALMONT', 'CLAIRE'))
      w.submission.signatureEntry!.legalAuthenticator(xcn(doctorId(VALMONT), 'VALMONT', 'CLAIRE'))
    },
  },
]

const sites: readonly ValidCase[] = [
  {
    name: 'the mode EG with certificates on the EG',
    world: gie,
    change: w => {
      w.site.dmp = { ...w.site.dmp, finessMode: 'eg' }
      for (const name of ['dmp-auth', 'dmp-sign', 'insi']) w.reissue(name, { structure: w.structure.id })
    },
  },
  {
    name: 'a token alone',
    world: selarl,
    change: w => {
      w.exchange.form = 'files'
      w.exchanges.length = 0
      w.extraFiles.set(
        'messages/1/token.xml',
        selarl().token.build(n => w.certificate(n)),
      )
    },
  },
  {
    name: 'a document alone',
    world: selarl,
    change: w => {
      w.extraFiles.set('messages/1/report.xml', w.report.bytes())
      w.exchanges.length = 0
    },
  },
  {
    name: 'a KOS alone',
    world: drimboxThreePacs,
    change: w => {
      w.extraFiles.set('messages/1/kos.dcm', w.kos.bytes())
      w.exchanges.length = 0
    },
  },
  {
    name: 'a submission alone',
    world: selarl,
    change: w => {
      w.exchange.form = 'files'
      w.exchange.token = undefined
    },
  },
  {
    name: 'a medium XDM with its token',
    world: selarl,
    change: w => {
      w.exchange.form = 'xdm'
    },
  },
  {
    name: 'a mail: a medium XDM without token nor signature',
    world: selarl,
    change: w => {
      w.exchange.form = 'xdm'
      w.exchange.token = undefined
      w.submission.unsigned()
    },
  },
  {
    name: 'a RIS on two servers with a certificate each',
    world: selarl,
    change: w => {
      w.install(
        'dmp-auth-b',
        { ...w.certificate('dmp-auth'), key: 9 },
        { usage: 'dmp-auth', system: 'ris-1', server: 'srv-ris-b' },
      )
      w.install(
        'dmp-sign-b',
        { ...w.certificate('dmp-sign'), key: 10 },
        { usage: 'dmp-sign', system: 'ris-1', server: 'srv-ris-b' },
      )
      w.install(
        'insi-b',
        { ...w.certificate('insi'), key: 11 },
        { usage: 'insi', system: 'ris-1', server: 'srv-ris-b' },
      )
    },
  },
]

const BASES: readonly (readonly [string, () => World])[] = [
  ['the company', selarl],
  ['the pool', scmPool],
  ['the hospital', hospitalEjEg],
  ['the shared proxy', drimboxSharedProxy],
  ['three PACS', drimboxThreePacs],
  ['the GIE', gie],
  ['two sites of a company', companySites],
  ['a card', direct],
  ['the test site', testSite],
]

/** Worlds and changes that every rule must leave in peace. */
export const VARIATIONS: readonly ValidCase[] = [
  ...BASES.map(([name, world]) => ({ name, world })),
  ...people,
  ...identifiers,
  ...metadata,
  ...times,
  ...files,
  ...modes,
  ...imaging,
  ...tokens,
  ...documents,
  ...sites,
]
