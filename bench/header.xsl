<?xml version="1.0" encoding="UTF-8"?>
<!--
  Anchor of the batch: twenty-six checks of the XDS metadata of a submission, as a Schematron compiles to. Each
  xsl:if is one assertion and writes a line where it fails; a message without defect gives no output. They are a part of
  what dmplint checks of the header: no signature, no token, no document, no code table, no check digit.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
  <xsl:output method="text"/>
  <xsl:strip-space elements="*"/>

  <xsl:variable name="author-of-set" select="'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d'"/>
  <xsl:variable name="author-of-entry" select="'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d'"/>
  <xsl:variable name="codes">
    urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a
    urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f
    urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d
    urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1
    urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead
    urn:uuid:f0306f51-975f-434e-a61c-c59651d33983
  </xsl:variable>

  <xsl:template match="/">
    <xsl:apply-templates select="//rim:RegistryObjectList/*"/>
  </xsl:template>
  <xsl:template match="*"/>

  <xsl:template match="rim:RegistryPackage[rim:ExternalIdentifier]">
    <xsl:variable name="patient"
      select="rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446']/@value"/>
    <xsl:variable name="unique"
      select="rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8']/@value"/>
    <xsl:variable name="source"
      select="rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832']/@value"/>
    <xsl:variable name="time" select="rim:Slot[@name = 'submissionTime']/rim:ValueList/rim:Value"/>

    <xsl:if test="count(rim:Classification[@classificationNode = 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd']) != 1">
      <xsl:text>the package is not classified as one submission set&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count($unique) != 1 or translate($unique, '0123456789.', '') != '' or string-length($unique) > 64">
      <xsl:text>the uniqueId of the submission set is no OID&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count($source) != 1 or translate($source, '0123456789.', '') != ''">
      <xsl:text>the sourceId of the submission set is no OID&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count($time) != 1 or translate($time, '0123456789', '') != '' or string-length($time) != 14">
      <xsl:text>the submissionTime is not given to the second&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(rim:Classification[@classificationScheme = 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500'])">
      <xsl:text>the submission set has no contentTypeCode&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(rim:Classification[@classificationScheme = $author-of-set])">
      <xsl:text>the submission set has no author&#10;</xsl:text>
    </xsl:if>
    <xsl:call-template name="patient">
      <xsl:with-param name="value" select="$patient"/>
    </xsl:call-template>
    <xsl:apply-templates select="rim:Classification"/>
  </xsl:template>

  <xsl:template match="rim:ExtrinsicObject">
    <xsl:variable name="here" select="."/>
    <xsl:variable name="patient"
      select="rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427']/@value"/>
    <xsl:variable name="unique"
      select="rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab']/@value"/>
    <xsl:variable name="created" select="rim:Slot[@name = 'creationTime']/rim:ValueList/rim:Value"/>
    <xsl:variable name="start" select="rim:Slot[@name = 'serviceStartTime']/rim:ValueList/rim:Value"/>
    <xsl:variable name="stop" select="rim:Slot[@name = 'serviceStopTime']/rim:ValueList/rim:Value"/>
    <xsl:variable name="hash" select="rim:Slot[@name = 'hash']/rim:ValueList/rim:Value"/>
    <xsl:variable name="size" select="rim:Slot[@name = 'size']/rim:ValueList/rim:Value"/>

    <xsl:if test="not(@mimeType) or @mimeType = ''">
      <xsl:text>an entry has no mimeType&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="@objectType != 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1'">
      <xsl:text>an entry is not of the type of stable documents&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count($unique) != 1 or string-length($unique) > 128 or translate(substring-before(concat($unique, '^'), '^'), '0123456789.', '') != ''">
      <xsl:text>the uniqueId of an entry does not start with an OID&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count(//rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab'][@value = $unique]) > 1">
      <xsl:text>two entries have one uniqueId&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="count($created) != 1 or translate($created, '0123456789', '') != ''">
      <xsl:text>the creationTime of an entry is no time&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="$start and $stop and number(substring(concat($start, '00000000000000'), 1, 14)) > number(substring(concat($stop, '99999999999999'), 1, 14))">
      <xsl:text>the service of an entry ends before it starts&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="$hash and (string-length($hash) != 40 or translate($hash, '0123456789abcdefABCDEF', '') != '')">
      <xsl:text>the hash of an entry is no SHA-1&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="$size and translate($size, '0123456789', '') != ''">
      <xsl:text>the size of an entry is no number&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(rim:Slot[@name = 'languageCode']/rim:ValueList/rim:Value)">
      <xsl:text>an entry has no languageCode&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(contains(rim:Slot[@name = 'legalAuthenticator']/rim:ValueList/rim:Value, '^'))">
      <xsl:text>an entry has no legalAuthenticator&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(contains(rim:Slot[@name = 'sourcePatientId']/rim:ValueList/rim:Value, '&amp;ISO^'))">
      <xsl:text>the sourcePatientId of an entry names no authority&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="rim:Slot[@name = 'sourcePatientInfo']/rim:ValueList/rim:Value[not(starts-with(., 'PID-'))]">
      <xsl:text>a line of sourcePatientInfo names no field&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(rim:Classification[@classificationScheme = $author-of-entry])">
      <xsl:text>an entry has no author&#10;</xsl:text>
    </xsl:if>
    <!-- classCode, confidentialityCode, formatCode, healthcareFacilityTypeCode, practiceSettingCode and typeCode. -->
    <xsl:variable name="distinct"
      select="rim:Classification[contains($codes, @classificationScheme)][not(@classificationScheme = preceding-sibling::rim:Classification/@classificationScheme)]"/>
    <xsl:if test="count($distinct) != 6">
      <xsl:text>an entry lacks one of its six codes&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="$patient != //rim:RegistryPackage/rim:ExternalIdentifier[@identificationScheme = 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446']/@value">
      <xsl:text>an entry and its submission set are of two patients&#10;</xsl:text>
    </xsl:if>
    <xsl:call-template name="patient">
      <xsl:with-param name="value" select="$patient"/>
    </xsl:call-template>
    <xsl:apply-templates select="rim:Classification"/>
  </xsl:template>

  <xsl:template match="rim:Classification">
    <xsl:if test="@classifiedObject != ../@id">
      <xsl:text>a classification is of another object&#10;</xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@classificationScheme = $author-of-set or @classificationScheme = $author-of-entry">
        <xsl:if test="not(contains(rim:Slot[@name = 'authorInstitution']/rim:ValueList/rim:Value, '^IDNST^'))">
          <xsl:text>an author has no institution with a national identifier&#10;</xsl:text>
        </xsl:if>
        <xsl:if test="not(rim:Slot[@name = 'authorPerson']/rim:ValueList/rim:Value)">
          <xsl:text>an author has no person&#10;</xsl:text>
        </xsl:if>
      </xsl:when>
      <xsl:when test="@classificationScheme">
        <xsl:if test="@nodeRepresentation = '' or not(rim:Slot[@name = 'codingScheme'])">
          <xsl:text>a code is empty or of no coding scheme&#10;</xsl:text>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- An INS: fifteen characters, and one of its authorities. -->
  <xsl:template name="patient">
    <xsl:param name="value"/>
    <xsl:if test="string-length(substring-before($value, '^')) != 15 or not(contains($value, '&amp;1.2.250.1.213.1.4.')) or not(contains($value, '&amp;ISO^'))">
      <xsl:text>a patientId is no INS&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
