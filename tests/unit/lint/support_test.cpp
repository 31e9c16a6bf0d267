#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/legal_entity_identifier.h"
#include "certcheck/lint/support/organization_identifier.h"
#include "certcheck/lint/support/periods.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::lint {
namespace {

TEST_CASE("a Legal Entity Identifier has 18 letters and digits and a check number") {
  CHECK(legal_entity_identifier_fault("5493000IBP32UQZ0KL24").empty());
  CHECK_FALSE(legal_entity_identifier_fault("5493000IBP32UQZ0KL25").empty());
  CHECK_FALSE(legal_entity_identifier_fault("5493000IBP32UQZ0LK24").empty());
  CHECK_FALSE(legal_entity_identifier_fault("5493000IBP32UQZ0KL2").empty());
  CHECK_FALSE(legal_entity_identifier_fault("").empty());
}

TEST_CASE("country codes are those of ISO 3166-1") {
  for (const std::string_view code : {"DE", "GB", "AD", "ZW"}) CHECK(is_country_code(code));
  for (const std::string_view code : {"UK", "EL", "XX", "XK", "AN", "de", "D", "", "DEU"})
    CHECK_FALSE(is_country_code(code));
  CHECK((is_country_code_in_any_case("de") && is_country_code_in_any_case("De")));
  CHECK_FALSE(is_country_code_in_any_case("uk"));
}

TEST_CASE("an organizationIdentifier is taken apart at its first hyphen") {
  const auto psd = read_registration_reference("PSDBE-NBB-1234.567.890");
  REQUIRE(psd);
  CHECK((psd->scheme == "PSD" && psd->country == "BE" && psd->reference == "NBB-1234.567.890"));
  const auto state = read_registration_reference("NTRUS+CA-1");
  REQUIRE(state);
  CHECK((state->subdivision == "CA" && state->reference == "1"));
  const auto government = read_registration_reference("GOVUS");
  REQUIRE(government);
  CHECK((!government->has_hyphen && government->reference.empty()));
  for (const std::string_view text : {"", "NTR", "NTR-DE-1", "ntrDE-1", "NTRDE1", "NTRUS+-1", "NTRUS+CALI-1"})
    CHECK_FALSE(read_registration_reference(text));
}

TEST_CASE("months run over into the next one, and both ends of a period count") {
  CHECK(months_after(date(2026, 1, 31), 1) == date(2026, 3, 3));
  CHECK(months_after(date(2024, 1, 31), 1) == date(2024, 3, 2));
  CHECK(months_after(date(2026, 11, 30), 27) == date(2029, 3, 2));
  CHECK(months_after(date(2026, 4, 1) + std::chrono::hours{5}, 15) ==
        date(2027, 7, 1) + std::chrono::hours{5});
  CHECK(days_of_period(date(2026, 4, 1), date(2026, 4, 2)) == 2);
  CHECK(days_of_period(date(2026, 4, 1), date(2026, 4, 2) - std::chrono::seconds{1}) == 1);
}

}  // namespace
}  // namespace certcheck::lint
