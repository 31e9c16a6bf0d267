#pragma once

#include "certcheck/base/time.h"

/// When rules came into force, by the document, version or ballot that says so. Rows use these names only; a
/// date that is missing is added here, in order of time.
namespace certcheck::lint::dates {

inline constexpr Time always = date(0, 1, 1);      ///< for rules that have no beginning
inline constexpr Time rfc2459 = date(1999, 1, 1);  ///< RFC 2459: the profile before RFC 3280 and 5280
inline constexpr Time rfc3280 = date(2002, 4, 1);  ///< RFC 3279, RFC 3280
inline constexpr Time rfc3490 = date(2003, 3, 1);
inline constexpr Time rfc4055 = date(2005, 6, 1);  ///< RSASSA-PSS and RSAES-OAEP
inline constexpr Time rfc5280 = date(2008, 5, 1);
inline constexpr Time rfc5480 = date(2009, 3, 1);          ///< elliptic curve keys
inline constexpr Time rfc5758 = date(2010, 1, 1);          ///< DSA and ECDSA with SHA-2
inline constexpr Time rfc5890 = date(2010, 8, 1);          ///< RFC 5890 to 5893: IDNA2008
inline constexpr Time br_1_0_proposed = date(2012, 6, 8);  ///< BR 1.0.1
inline constexpr Time br_1_0 = date(2012, 7, 1);
inline constexpr Time rfc6818 = date(2013, 1, 1);
inline constexpr Time br_1_1_2 = date(2013, 2, 21);  ///< Ballots 93 and 96
inline constexpr Time rfc6962 = date(2013, 6, 1);    ///< RFC 6960, RFC 6962
inline constexpr Time mozilla_2_2 = date(2013, 7, 26);
inline constexpr Time br_1_1_6 = date(2013, 7, 29);
inline constexpr Time br_no_rsa_1024 = date(2014, 1, 1);   ///< BR 1.0 appendix A
inline constexpr Time br_sha1_expiry = date(2015, 1, 16);  ///< Ballot 118
inline constexpr Time br_39_months = date(2015, 4, 1);     ///< BR 1.0 9.4.1
inline constexpr Time br_1_3_0 = date(2015, 4, 16);        ///< Ballot 146: RFC 3647 structure
inline constexpr Time ballot_144 = date(2015, 5, 1);       ///< .onion names
inline constexpr Time br_1_3_1 = date(2015, 9, 28);
inline constexpr Time rfc7633 = date(2015, 10, 1);               ///< TLS feature extension
inline constexpr Time br_no_internal_names = date(2015, 11, 1);  ///< BR 1.0 9.2.1
inline constexpr Time br_no_sha1 = date(2016, 1, 1);             ///< Ballot 118
inline constexpr Time br_1_3_0_39_months = date(2016, 7, 2);     ///< Ballot 156
inline constexpr Time br_1_4_0 = date(2016, 9, 7);
inline constexpr Time ballot_164 = date(2016, 9, 30);  ///< 64 random bits in serial numbers
inline constexpr Time mozilla_2_4 = date(2017, 2, 28);
inline constexpr Time mozilla_2_4_1 = date(2017, 3, 31);
inline constexpr Time ballot_199 = date(2017, 6, 8);
inline constexpr Time ballot_201 = date(2017, 7, 28);
inline constexpr Time etsi_319_412_5_2_2_1 = date(2017, 11, 1);
inline constexpr Time ballot_193 = date(2018, 3, 2);  ///< 825 days
inline constexpr Time rfc8399 = date(2018, 5, 1);     ///< IDNA2008 in X.509; RFC 8398
inline constexpr Time rfc8410 = date(2018, 8, 1);     ///< Ed25519, Ed448, X25519, X448
inline constexpr Time apple_ct = date(2018, 10, 15);  ///< Apple's certificate transparency policy
inline constexpr Time sc_12 = date(2018, 12, 10);     ///< underscores in dNSNames on their way out
inline constexpr Time mozilla_2_6_1 = date(2019, 1, 1);
inline constexpr Time sc_12_sunset = date(2019, 4, 1);
inline constexpr Time sc_16 = date(2019, 4, 16);
inline constexpr Time sc_17 = date(2019, 6, 21);
inline constexpr Time cs_1_2 = date(2019, 8, 13);  ///< Code Signing BR 1.2
inline constexpr Time mozilla_2_7 = date(2020, 1, 1);
inline constexpr Time sc_17_effective = date(2020, 1, 31);
inline constexpr Time etsi_319_412_2_2_2_1 = date(2020, 7, 1);
inline constexpr Time rfc8813 = date(2020, 8, 1);
inline constexpr Time br_1_7_1 = date(2020, 8, 20);
inline constexpr Time sc_22 = date(2020, 9, 1);  ///< 398 days; Apple's rule of the same day
inline constexpr Time br_1_7_9 = date(2021, 8, 16);
inline constexpr Time sc_48 = date(2021, 8, 25);
inline constexpr Time sc_48_labels = date(2021, 10, 1);
inline constexpr Time sc_47 = date(2022, 9, 1);    ///< end of the organizational unit
inline constexpr Time rfc9295 = date(2022, 9, 1);  ///< RFC 8410 section 5 anew
inline constexpr Time etsi_319_412_5_2_4_1 = date(2023, 7, 1);
inline constexpr Time sc_61 = date(2023, 7, 15);     ///< reasons in CRLs; SC-63
inline constexpr Time smime_1_0 = date(2023, 9, 1);  ///< S/MIME BR 1.0.0
inline constexpr Time br_2_0_0 = date(2023, 9, 15);  ///< SC-62: certificate profiles
inline constexpr Time sc_63 = date(2024, 3, 15);
inline constexpr Time rfc9598 = date(2024, 5, 1);  ///< email addresses beyond ASCII
inline constexpr Time rfc9608 = date(2024, 6, 1);  ///< noRevAvail
inline constexpr Time rfc9654 = date(2024, 8, 1);  ///< nonces of OCSP
inline constexpr Time mozilla_3_0 = date(2025, 3, 15);
inline constexpr Time smime_1_0_6 = date(2025, 7, 15);
inline constexpr Time smime_1_0_11 = date(2025, 8, 22);
inline constexpr Time rfc9881 = date(2025, 10, 1);  ///< ML-DSA
inline constexpr Time rfc9909 = date(2025, 12, 1);  ///< SLH-DSA
inline constexpr Time rfc9935 = date(2026, 2, 1);   ///< ML-KEM
inline constexpr Time cs_3_10 = date(2026, 3, 1);
inline constexpr Time sc_81_200_days = date(2026, 3, 15);
inline constexpr Time etsi_319_412_5_2_6_1 = date(2026, 5, 1);
inline constexpr Time sc_81_100_days = date(2027, 3, 15);
inline constexpr Time sc_81_47_days = date(2029, 3, 15);

}  // namespace certcheck::lint::dates
