#pragma once

#include "certcheck/lint/lint.h"

/// When rules came into force, by the document, version or ballot that says so. Rows use these names only; a
/// date that is missing is added here, in order of time.
namespace certcheck::lint::dates {

inline constexpr Date always{date(0, 1, 1), ""};  ///< for rules that have no beginning
/// For rules that the first text available has already, and that zlint does not date.
inline constexpr Date always_in_evg{date(0, 1, 1), "EVG 1.4.0 and before"};
/// BR 1.0 appendix A has requirements for what was issued before it, too.
inline constexpr Date always_in_br{date(0, 1, 1), "BR 1.0 appendix A"};
inline constexpr Date rfc2459{date(1999, 1, 1), "RFC 2459"};  ///< the profile before RFC 3280 and 5280
inline constexpr Date rfc3161{date(2001, 8, 1), "RFC 3161"};  ///< time stamping
inline constexpr Date rfc3280{date(2002, 4, 1), "RFC 3279 and 3280"};
inline constexpr Date rfc3490{date(2003, 3, 1), "RFC 3490"};
inline constexpr Date rfc3739{date(2004, 3, 1), "RFC 3739"};   ///< qualified certificates
inline constexpr Date rfc4055{date(2005, 6, 1), "RFC 4055"};   ///< RSASSA-PSS and RSAES-OAEP
inline constexpr Date rfc4262{date(2005, 12, 1), "RFC 4262"};  ///< S/MIME capabilities
inline constexpr Date rfc4985{date(2007, 8, 1), "RFC 4985"};   ///< SRVName
inline constexpr Date rfc5280{date(2008, 5, 1), "RFC 5280"};
inline constexpr Date rfc5480{date(2009, 3, 1), "RFC 5480"};          ///< elliptic curve keys
inline constexpr Date rfc5758{date(2010, 1, 1), "RFC 5758"};          ///< DSA and ECDSA with SHA-2
inline constexpr Date rfc5890{date(2010, 8, 1), "RFC 5890 to 5893"};  ///< IDNA2008
inline constexpr Date rfc6120{date(2011, 3, 1), "RFC 6120"};          ///< XmppAddr
inline constexpr Date evg_1_4_0{date(2012, 5, 29), "EVG 1.4.0"};
inline constexpr Date br_1_0_2{date(2012, 6, 8), "BR 1.0.2 (Ballot 75)"};
inline constexpr Date br_1_0{date(2012, 7, 1), "BR 1.0"};
/// Parameters of keys. Adopted on 2012-11-07; of the BR up to 2.0, section 1.2.2 (Relevant Dates) has this
/// day.
inline constexpr Date br_1_1_1{date(2013, 1, 1), "BR 1.1.1 (Ballot 93)"};
inline constexpr Date rfc6818{date(2013, 1, 1), "RFC 6818"};
inline constexpr Date ballot_102{date(2013, 5, 31), "Ballot 102"};  ///< domainComponent
inline constexpr Date rfc6962{date(2013, 6, 1), "RFC 6960 and 6962"};
inline constexpr Date mozilla_2_2{date(2013, 7, 26), "Mozilla Root Store Policy 2.2"};
inline constexpr Date br_1_1_6{date(2013, 7, 29), "BR 1.1.6"};
inline constexpr Date br_no_rsa_1024{date(2014, 1, 1), "BR 1.0 appendix A"};
inline constexpr Date br_sha1_expiry{date(2015, 1, 16), "Ballot 118"};
/// What is issued "after 1 April 2015", with exceptions.
inline constexpr Date br_39_months{date(2015, 4, 2), "BR 1.0 9.4.1"};
inline constexpr Date br_1_3_0{date(2015, 4, 16), "Ballot 146"};   ///< the structure of RFC 3647
inline constexpr Date ballot_144{date(2015, 5, 1), "Ballot 144"};  ///< .onion names
inline constexpr Date br_1_3_1{date(2015, 9, 28), "BR 1.3.1"};
inline constexpr Date rfc7633{date(2015, 10, 1), "RFC 7633"};  ///< TLS feature extension
inline constexpr Date br_no_internal_names{date(2015, 11, 1), "BR 1.0 9.2.1"};
inline constexpr Date br_no_sha1{date(2016, 1, 1), "Ballot 118"};
inline constexpr Date etsi_319_412_1_1_1_1{date(2016, 2, 1), "ETSI EN 319 412-1 1.1.1"};
/// The exceptions from 39 months held "until 30 June 2016" (BR 1.3.0 6.3.2).
inline constexpr Date br_39_months_alone{date(2016, 7, 1), "BR 1.3.0 6.3.2"};
inline constexpr Date br_1_4_1{date(2016, 9, 7), "BR 1.4.1 (Ballot 175)"};
inline constexpr Date ballot_164{date(2016, 9, 30), "Ballot 164"};  ///< 64 random bits in serial numbers
inline constexpr Date mozilla_2_4{date(2017, 2, 28), "Mozilla Root Store Policy 2.4"};
inline constexpr Date mozilla_2_4_1{date(2017, 3, 31), "Mozilla Root Store Policy 2.4.1"};
inline constexpr Date ballot_199{date(2017, 6, 8), "Ballot 199"};
inline constexpr Date ballot_201{date(2017, 7, 8), "Ballot 201"};
inline constexpr Date etsi_319_412_5_2_2_1{date(2017, 11, 1), "ETSI EN 319 412-5 2.2.1"};
/// 39 months for what is issued "prior to 1 March 2018", 825 days "after 1 March 2018": on that day neither.
inline constexpr Date ballot_193_end{date(2018, 3, 1), "Ballot 193"};
inline constexpr Date ballot_193{date(2018, 3, 2), "Ballot 193"};      ///< 825 days
inline constexpr Date rfc8399{date(2018, 5, 1), "RFC 8398 and 8399"};  ///< IDNA2008 in X.509
inline constexpr Date rfc8410{date(2018, 8, 1), "RFC 8410"};           ///< Ed25519, Ed448, X25519, X448
inline constexpr Date apple_ct{date(2018, 10, 15), "Apple's certificate transparency policy"};
inline constexpr Date etsi_119_495_1_2_1{date(2018, 11, 1), "ETSI TS 119 495 1.2.1"};
inline constexpr Date sc_12{date(2018, 12, 10),
                            "Ballot SC-12"};  ///< underscores in dNSNames on their way out
inline constexpr Date mozilla_2_6_1{date(2019, 1, 1), "Mozilla Root Store Policy 2.6.1"};
inline constexpr Date sc_12_sunset{date(2019, 4, 1), "Ballot SC-12"};
inline constexpr Date sc_16{date(2019, 4, 16), "Ballot SC-16"};
inline constexpr Date sc_17{date(2019, 6, 21), "Ballot SC-17"};
inline constexpr Date apple_ht210176{date(2019, 7, 1), "Apple HT210176"};  ///< iOS 13 and macOS 10.15
inline constexpr Date cs_1_2{date(2019, 8, 13), "Code Signing BR 1.2"};
inline constexpr Date mozilla_2_7{date(2020, 1, 1), "Mozilla Root Store Policy 2.7"};
inline constexpr Date sc_17_effective{date(2020, 1, 31), "Ballot SC-17"};
inline constexpr Date etsi_319_412_1_1_4_1{date(2020, 7, 1), "ETSI EN 319 412-1 1.4.1"};
inline constexpr Date etsi_319_412_2_2_2_1{date(2020, 7, 1), "ETSI EN 319 412-2 2.2.1"};
inline constexpr Date rfc8737{date(2020, 2, 1), "RFC 8737"};        ///< acmeIdentifier
inline constexpr Date br_1_6_9{date(2020, 3, 27), "Ballot SC-27"};  ///< version 3 of onion names
inline constexpr Date rfc8813{date(2020, 8, 1), "RFC 8813"};
inline constexpr Date br_1_7_1{date(2020, 8, 20), "BR 1.7.1"};
inline constexpr Date sc_22{date(2020, 9, 1), "Ballot SC-22"};  ///< 398 days; Apple's rule of the same day
/// What of ballot SC-31 is "Effective 2020-09-30" (BR 1.7.1).
inline constexpr Date sc_31_effective{date(2020, 9, 30), "Ballot SC-31"};
inline constexpr Date apple_ct_180_days{date(2021, 4, 21), "Apple's certificate transparency policy"};
inline constexpr Date cs_rsa_3072{date(2021, 6, 1), "Code Signing BR 2.1"};
inline constexpr Date br_1_7_9{date(2021, 8, 16), "BR 1.7.9"};
inline constexpr Date sc_48{date(2021, 8, 25), "Ballot SC-48"};
inline constexpr Date sc_48_labels{date(2021, 10, 1), "Ballot SC-48"};
inline constexpr Date mozilla_2_8{date(2022, 6, 1), "Mozilla Root Store Policy 2.8"};
inline constexpr Date cs_3_0{date(2022, 6, 29), "Code Signing BR 3.0"};
inline constexpr Date sc_54{date(2022, 4, 23), "Ballot SC-54"};  ///< version 3 of onion names alone
inline constexpr Date sc_53{date(2022, 6, 1), "Ballot SC-53"};   ///< end of SHA-1 in OCSP responses
inline constexpr Date sc_47{date(2022, 9, 1), "Ballot SC-47"};   ///< end of the organizational unit
inline constexpr Date rfc9295{date(2022, 9, 1), "RFC 9295"};
inline constexpr Date rfc9345{date(2023, 7, 1), "RFC 9345"};  ///< delegated credentials
inline constexpr Date etsi_qc_type_single{date(2023, 7, 1), "ETSI EN 319 412-5"};
inline constexpr Date sc_61{date(2023, 7, 15), "Ballots SC-61 and SC-63"};  ///< reasons in CRLs
inline constexpr Date etsi_319_412_5_2_4_1{date(2023, 9, 1), "ETSI EN 319 412-5 2.4.1"};
inline constexpr Date smime_1_0{date(2023, 9, 1), "S/MIME BR 1.0"};
inline constexpr Date br_2_0_0{date(2023, 9, 15), "BR 2.0.0 (Ballot SC-62)"};  ///< certificate profiles
inline constexpr Date sc_68{date(2024, 3, 4), "Ballot SC-68"};                 ///< VAT numbers of EL and XI
inline constexpr Date sc_63{date(2024, 3, 15), "Ballot SC-63"};
inline constexpr Date rfc9598{date(2024, 5, 1), "RFC 9598"};  ///< email addresses beyond ASCII
inline constexpr Date evg_2_0_0{date(2024, 5, 15), "EVG 2.0.0 (Ballot SC-65)"};  ///< RFC 3647's structure
inline constexpr Date rfc9608{date(2024, 6, 1), "RFC 9608"};                     ///< noRevAvail
inline constexpr Date rfc9654{date(2024, 8, 1), "RFC 9654"};                     ///< nonces of OCSP
inline constexpr Date mozilla_3_0{date(2025, 3, 15), "Mozilla Root Store Policy 3.0"};
inline constexpr Date smime_1_0_9{date(2025, 5, 14), "S/MIME BR 1.0.9"};
inline constexpr Date smime_1_0_6{date(2025, 7, 15), "S/MIME BR 1.0.6"};
inline constexpr Date smime_1_0_11{date(2025, 8, 22), "S/MIME BR 1.0.11"};
inline constexpr Date rfc9881{date(2025, 10, 1), "RFC 9881"};  ///< ML-DSA
inline constexpr Date rfc9909{date(2025, 12, 1), "RFC 9909"};  ///< SLH-DSA
inline constexpr Date rfc9935{date(2026, 2, 1), "RFC 9935"};   ///< ML-KEM
inline constexpr Date cs_3_10{date(2026, 3, 1), "Code Signing BR 3.10"};
inline constexpr Date sc_81_200_days{date(2026, 3, 15), "Ballot SC-81"};
inline constexpr Date etsi_319_412_5_2_6_1{date(2026, 5, 1), "ETSI EN 319 412-5 2.6.1"};
inline constexpr Date chrome_1_8_dedicated{date(2026, 6, 15), "Chrome Root Program Policy 1.8"};
inline constexpr Date sc_92_sunset{date(2026, 3, 15), "Ballot SC-92"};  ///< end of precertificate signing CAs
inline constexpr Date sc_86{date(2026, 3, 15), "Ballot SC-86"};         ///< end of reverse zones
inline constexpr Date sc_95{date(2026, 3, 31), "Ballot SC-95"};
inline constexpr Date sc_97_sunset{date(2026, 9, 15),
                                   "Ballot SC-97"};  ///< end of SHA-1 in certificates and CRLs
inline constexpr Date sc_81_100_days{date(2027, 3, 15), "Ballot SC-81"};
inline constexpr Date chrome_1_8_client_auth{date(2027, 3, 15), "Chrome Root Program Policy 1.8"};
inline constexpr Date sc_81_47_days{date(2029, 3, 15), "Ballot SC-81"};

}  // namespace certcheck::lint::dates
